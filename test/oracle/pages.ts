/** What a console is shown of a scope: rows in their order, page by page, or a refusal. */
import {
  closureOf,
  isLiveUser,
  isMemberNow,
  linksOfRole,
  standingFor,
  standingOf,
} from "./held.ts";
import { permissionsOf } from "./lists.ts";
import { decide } from "./oracle.ts";
import type { Access, Policy, Scope, Session, World } from "./world.ts";
import { chainOf, isAtOrBelow, isNear, personOf, projectOf, scopeOf } from "./world.ts";

/** The rows of a list in their order, or the code of its refusal. */
export type Shown = string[] | "42501" | "PT404";

const refusalOf = (
  world: World,
  session: Session,
  key: string,
  scope: string,
): "42501" | "PT404" | null => {
  const { allowed, reason } = decide(world, session, key, scope);
  if (allowed) return null;
  return reason === "unknown_scope" ? "PT404" : "42501";
};

/** A project with all that lies below it; of any other scope, itself. */
const listedWith = (world: World, scope: string): Scope[] => {
  const isProject = scopeOf(world, scope)?.type === "project";
  return world.scopes.filter(
    ({ id }) => id === scope || (isProject && isAtOrBelow(world, id, scope)),
  );
};

/** Asked for at one scope, a list shows what lies below where the same question is a yes. */
const shownOf = (
  world: World,
  session: Session,
  key: string,
  scope: string,
  rowsIn: (isShown: (id: string) => boolean) => Shown,
): Shown => {
  const refusal = refusalOf(world, session, key, scope);
  if (refusal !== null) return refusal;
  const shown = new Set(
    listedWith(world, scope)
      .filter(({ id }) => decide(world, session, key, id).allowed)
      .map(({ id }) => id),
  );
  return rowsIn((id) => shown.has(id));
};

const byId = (one: { id: string }, other: { id: string }): number =>
  one.id < other.id ? -1 : 1;

/** What counts in itself is suspended while its user cannot sign in; a guest never could. */
const listedStateOf = (world: World, access: Access): string => {
  const state = standingOf(world, access);
  const account = world.accounts.find(({ id }) => id === access.user);
  const isAbsent =
    account !== undefined && account.kind !== "guest" && !isLiveUser(world, account.id);
  return state === "live" && isAbsent ? "suspended" : state;
};

/** Whose access, where, and what has become of it. */
export const accessesAt = (world: World, session: Session, scope: string): Shown =>
  shownOf(world, session, "access:view", scope, (isShown) =>
    world.accesses
      .filter((access) => isShown(access.scope))
      .toSorted(byId)
      .map((access) => `${access.id} ${access.scope} ${listedStateOf(world, access)}`),
  );

/** One writes to somebody to offer a role; the newest first, and all are of the same moment. */
export const invitationsAt = (world: World, session: Session, scope: string): Shown =>
  shownOf(world, session, "access:view", scope, (isShown) =>
    world.accesses
      .filter(
        (access) =>
          isShown(access.scope) &&
          access.status === "Invited" &&
          access.invitedEmail !== null &&
          access.grant.type === "role",
      )
      .toSorted(byId)
      .map(({ id, invitedUntil }) => {
        const isOver = invitedUntil !== null && invitedUntil <= world.now;
        return `${id} ${isOver ? "expired" : "invited"}`;
      }),
  );

/** Open ones first, then the newest. */
export const alertsAt = (world: World, session: Session, scope: string): Shown =>
  shownOf(world, session, "audit:view", scope, (isShown) =>
    world.alerts
      .filter((alert) => isShown(alert.scope))
      .toSorted(
        (one, other) =>
          Number(one.acknowledged) - Number(other.acknowledged) ||
          other.raised - one.raised ||
          byId(one, other),
      )
      .map(({ id }) => id),
  );

/** A department's events stand in the log of its project, where its reader must hold the key. */
const logOf = (world: World, scope: string): string => projectOf(world, scope)?.id ?? scope;

/** Newest first. What happened in a department that is gone is the project's to tell. */
export const eventsAt = (world: World, session: Session, scope: string): Shown => {
  const log = logOf(world, scope);
  return shownOf(world, session, "audit:view", log, (isShown) =>
    world.events
      .filter(({ sequence }) => sequence === log)
      .map((event, index) => ({ ...event, seq: index + 1 }))
      .filter((event) => scopeOf(world, event.scope) === undefined || isShown(event.scope))
      .map(({ seq, id }) => `${seq} ${id}`)
      .toReversed(),
  );
};

/** All of a log or nothing: what has a gap cannot be verified. */
export const exportOf = (world: World, session: Session, scope: string): Shown => {
  const log = logOf(world, scope);
  return shownOf(world, session, "audit:view", log, (isShown) => {
    if (listedWith(world, log).some(({ id }) => !isShown(id))) return "42501";
    return world.events.filter(({ sequence }) => sequence === log).map(({ id }) => id);
  });
};

/** Built-in roles, and those of the scope or above it. */
const rolesFor = (world: World, scope: string, isTenantKnown: boolean) =>
  world.roles.filter(
    (role) =>
      role.scope === null ||
      (isTenantKnown && chainOf(world, scope).some(({ id }) => id === role.scope)),
  );

/** Nobody is shown none; of a tenant's own one has to have a live access around there. */
export const rolesAt = (world: World, session: Session, scope: string): Shown => {
  if (session.clientId !== null) return "42501";
  const person = personOf(session);
  if (person === null || !isLiveUser(world, person)) return [];
  return rolesFor(world, scope, isMemberNow(world, person, scope)).map(({ key }) => key);
};

const STRENGTH: Policy[] = ["deny", "allow", "own", "locked"];

/** Every role with every key that it grants, by its strongest policy. */
export const matrixAt = (world: World, session: Session, scope: string): Shown => {
  const refusal = refusalOf(world, session, "access:view", scope);
  if (refusal !== null) return refusal;
  return rolesFor(world, scope, true).flatMap((role) => {
    const granted = new Map<string, Policy[]>();
    for (const link of linksOfRole(world, role.id)) {
      const keys = link.policy === "deny" ? [link.key] : closureOf(world, link.key);
      for (const key of keys) {
        granted.set(key, [...(granted.get(key) ?? []), link.policy]);
      }
    }
    return [...granted].map(([key, policies]) => {
      const policy = STRENGTH.find((each) => policies.includes(each));
      const isLinked = role.links.some((link) => link.key === key);
      return `${role.key} ${key} ${policy} ${isLinked ? "t" : "f"}`;
    });
  });
};

const VIEWING = "project:view:assigned";

/** An access that counts now; what is delegated counts where its delegator still has it. */
const counts = (world: World, access: Access): boolean => {
  if (standingOf(world, access) !== "live") return false;
  if (access.delegatedFrom === null) return true;
  if (access.grant.type !== "permission") return false;
  return standingFor(world, access, access.grant.key, access.scope) === "live";
};

/** Where one works or that one oversees, with the roles that count there. */
export const projectsOf = (world: World, session: Session): string[] => {
  const person = personOf(session);
  if (person === null || !isLiveUser(world, person)) return [];
  const mine = world.accesses.filter(
    (access) => access.user === person && counts(world, access),
  );
  return world.scopes
    .filter(({ type }) => type === "project")
    .flatMap(({ id }) => {
      const { reason } = decide(world, session, VIEWING, id);
      if (reason === "archived" || reason === "denied") return [];
      const worksThere = mine.some((access) => isAtOrBelow(world, access.scope, id));
      const oversees = permissionsOf(world, session, person, id)?.has(VIEWING) ?? false;
      if (!worksThere && !oversees) return [];
      const roles = mine.flatMap(({ scope, grant }) => {
        if (!isNear(world, scope, id) || grant.type !== "role") return [];
        return world.roles.filter((role) => role.id === grant.role).map(({ key }) => key);
      });
      return [`${id} {${[...new Set(roles)].toSorted().join(",")}}`];
    });
};

/** What one delegates and is delegated, and whether it still counts where it was delegated. */
export const delegationsOf = (world: World, session: Session): string[] => {
  const person = personOf(session);
  if (person === null || !isLiveUser(world, person)) return [];
  return world.accesses.toSorted(byId).flatMap((access) => {
    const source = world.accesses.find(({ id }) => id === access.delegatedFrom);
    if (source === undefined || access.grant.type !== "permission") return [];
    if (access.user !== person && source.user !== person) return [];
    const own = standingOf(world, access);
    const state =
      own === "live"
        ? (standingFor(world, access, access.grant.key, access.scope) ?? "withdrawn")
        : own;
    const direction = access.user === person ? "received" : "given";
    return [`${access.id} ${direction} ${state}`];
  });
};

/** The first word of each row, so many rows a page; a refusal has no page. */
export const inPages = (shown: Shown, limit: number): string[] => {
  if (typeof shown === "string") return [];
  const ids = shown.map((row) => row.split(" ")[0] ?? row);
  return Array.from({ length: Math.ceil(ids.length / limit) }, (_, page) =>
    ids.slice(page * limit, (page + 1) * limit).join(" "),
  );
};
