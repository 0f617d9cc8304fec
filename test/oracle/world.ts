/** What a link of a role says about its key. */
export type Policy = "allow" | "own" | "locked" | "deny";

/** Where an access stands in its life; its window is a second thing. */
export type Status = "Active" | "Invited" | "Revoked";

/** From the top down. A unit is the further type that an adopter adds below a department. */
export const SCOPE_TYPES = ["organization", "project", "department", "unit"] as const;

export type ScopeType = (typeof SCOPE_TYPES)[number];

export interface Scope {
  id: string;
  type: ScopeType;
  parent: string | null;
  archived: boolean;
}

/** A guest has no login; whoever has one may still be banned, deleted or anonymous. */
export interface Account {
  id: string;
  kind: "verified" | "guest";
  email: string;
  emailConfirmed: boolean;
  bannedUntil: number | null;
  deleted: boolean;
  anonymous: boolean;
}

export interface Permission {
  key: string;
  requiresAal2: boolean;
  isDelegable: boolean;
}

export interface Implication {
  key: string;
  implies: string;
}

export interface Link {
  key: string;
  policy: Policy;
}

/** A role without a scope is built in. It may include others, whose own includes do not follow. */
export interface Role {
  id: string;
  key: string;
  scope: string | null;
  links: Link[];
  includes: string[];
}

export type Grant = { type: "role"; role: string } | { type: "permission"; key: string };

/**
 * The window is half-open: `from` belongs to it, `until` does not. Null never ends. An invitation
 * to an address has no user yet.
 */
export interface Access {
  id: string;
  user: string | null;
  invitedEmail: string | null;
  /** Until when the token that was sent to the address works. */
  invitedUntil: number | null;
  scope: string;
  grant: Grant;
  status: Status;
  from: number;
  until: number | null;
  delegatedFrom: string | null;
}

/**
 * Who asks. `id` is the claim `session_id`; a session that was ended elsewhere is not alive. With
 * a `clientId` the token is an app's, issued in the name of the user. `aal` is what the token
 * says; where the factor is gone since, the session is of level aal1 again.
 */
export interface Session {
  user: string | null;
  id: string | null;
  clientId: string | null;
  aal: "aal1" | "aal2";
  alive: boolean;
  factorGone: boolean;
  /** The id in the header `x-project-id`, which narrows row-level policies and nothing else. */
  narrowedTo: string | null;
}

export interface Elevation {
  id: string;
  user: string;
  scope: string;
  session: string;
  from: number;
  until: number;
  ended: boolean;
}

/** Something to look at: raised at a minute, open until acknowledged. */
export interface Alert {
  id: string;
  scope: string;
  subject: string | null;
  raised: number;
  acknowledged: boolean;
}

/** An event of the log, in the order of the log; its department may be gone. */
export interface Event {
  id: string;
  sequence: string;
  scope: string;
}

/** Two roles that one person is not given at once. It forbids giving, so no decision asks for it. */
export interface Separation {
  id: string;
  roles: [string, string];
}

export interface MenuItem {
  id: string;
  key: string | null;
  active: boolean;
}

/** A row of a protected table: it belongs to a project, maybe to a department, maybe to a person. */
export interface Row {
  id: string;
  project: string;
  department: string | null;
  owner: string | null;
}

/** Everything a decision, or a list, can depend on. Times are minutes; `now` is the clock. */
export interface World {
  now: number;
  scopes: Scope[];
  accounts: Account[];
  permissions: Permission[];
  implications: Implication[];
  roles: Role[];
  accesses: Access[];
  elevations: Elevation[];
  separations: Separation[];
  menu: MenuItem[];
  rows: Row[];
  alerts: Alert[];
  events: Event[];
}

/** Whom the session speaks for: its user in person, and for an app's token nobody (F131). */
export const personOf = ({ user, clientId }: Session): string | null =>
  clientId === null ? user : null;

export const scopeOf = (world: World, id: string | null): Scope | undefined =>
  world.scopes.find((scope) => scope.id === id);

/**
 * A world never changes, so what follows from it is worked out once. The rules read better
 * without bookkeeping of their own, and a million decisions would otherwise take an hour.
 */
export const remembered = <Answer>(
  derive: (world: World, of: string) => Answer,
): ((world: World, of: string) => Answer) => {
  const known = new WeakMap<World, Map<string, Answer>>();
  return (world, of) => {
    const answers = known.get(world) ?? new Map<string, Answer>();
    known.set(world, answers);
    const answer = answers.get(of) ?? derive(world, of);
    answers.set(of, answer);
    return answer;
  };
};

/** The scope and everything above it, nearest first. */
export const chainOf = remembered((world, id): Scope[] => {
  const scope = scopeOf(world, id);
  if (scope === undefined) return [];
  return [scope, ...(scope.parent === null ? [] : chainOf(world, scope.parent))];
});

/** Whether `id` is `top` or lies below it. */
export const isAtOrBelow = (world: World, id: string, top: string): boolean =>
  chainOf(world, id).some((scope) => scope.id === top);

/** Whether one of two scopes is the other or lies below it. */
export const isNear = (world: World, one: string, other: string): boolean =>
  isAtOrBelow(world, one, other) || isAtOrBelow(world, other, one);

/** The project that a scope is, or lies in; an organization has none. */
export const projectOf = (world: World, id: string): Scope | undefined =>
  chainOf(world, id).find((scope) => scope.type === "project");
