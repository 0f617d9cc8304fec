/**
 * What a user holds: steps 1 to 4 of the decision. Who may hold anything, which accesses count,
 * which keys they bring and how far those reach.
 */
import type { Access, Account, Link, Policy, Session, World } from "./world.ts";
import { chainOf, isAtOrBelow, isNear, personOf, projectOf, remembered } from "./world.ts";

/** An archived scope keeps its log readable and can be restored. */
export const KEYS_OF_AN_ARCHIVE = ["audit:view", "project:delete"];

// ---- step 1: who asks

const isLive = (account: Account | undefined, now: number): boolean =>
  account !== undefined &&
  account.kind === "verified" &&
  !account.deleted &&
  !account.anonymous &&
  (account.bannedUntil === null || account.bannedUntil <= now);

const accountOf = (world: World, id: string | null): Account | undefined =>
  world.accounts.find((account) => account.id === id);

/** Whether the account may hold anything at all right now. */
export const isLiveUser = (world: World, user: string | null): boolean =>
  isLive(accountOf(world, user), world.now);

// ---- step 2: the accesses that count

export type Standing = "live" | "invited" | "not_yet_valid" | "expired" | "revoked";

/** An access by itself. Who was revoked is told so, whatever the window says. */
export const standingOf = (world: World, access: Access): Standing => {
  if (access.status === "Invited") return "invited";
  if (access.status === "Revoked") return "revoked";
  if (world.now < access.from) return "not_yet_valid";
  if (access.until !== null && world.now >= access.until) return "expired";
  return "live";
};

/** One's accesses, and the invitations to the address that one has confirmed. */
export const accessesOf = (world: World, user: string): Access[] => {
  const account = accountOf(world, user);
  const email = account?.emailConfirmed ? account.email : null;
  return world.accesses.filter(
    (access) =>
      access.user === user ||
      (access.user === null &&
        access.status === "Invited" &&
        access.invitedEmail === email),
  );
};

/** A member has an access of any status, delegated included, at, above or below the scope. */
export const isMember = (world: World, user: string, scope: string): boolean =>
  accessesOf(world, user).some((access) => isNear(world, scope, access.scope));

/** A member by an access that is live now, whatever it is worth. */
export const isMemberNow = (world: World, user: string, scope: string): boolean =>
  world.accesses.some(
    (access) =>
      access.user === user &&
      standingOf(world, access) === "live" &&
      isNear(world, scope, access.scope),
  );

export const isArchived = (world: World, scope: string): boolean =>
  chainOf(world, scope).some((each) => each.archived);

// ---- steps 3 and 4: the keys of an access, and how far they reach

/** A key with everything that it implies, however indirectly. */
export const closureOf = remembered((world, key): Set<string> => {
  const closure = new Set([key]);
  for (const reached of closure) {
    for (const edge of world.implications) {
      if (edge.key === reached) closure.add(edge.implies);
    }
  }
  return closure;
});

/** One permission is an allow. */
const linksOf = (world: World, { grant }: Access): Link[] => {
  if (grant.type === "permission") return [{ key: grant.key, policy: "allow" }];
  return linksOfRole(world, grant.role);
};

/** A role's links and those of the roles that it includes. */
export const linksOfRole = (world: World, id: string): Link[] => {
  const role = world.roles.find((each) => each.id === id);
  const included = world.roles.filter((each) => role?.includes.includes(each.id));
  return [...(role?.links ?? []), ...included.flatMap((each) => each.links)];
};

/** Active, in its window, the user's own and not delegated, at the project or below it. */
const worksIn = (world: World, user: string, project: string): boolean =>
  world.accesses.some(
    (access) =>
      access.user === user &&
      access.delegatedFrom === null &&
      standingOf(world, access) === "live" &&
      isAtOrBelow(world, access.scope, project),
  );

/**
 * Reach is that of the key in the link, whatever is asked through it and whatever its policy:
 * `:assigned` held above project level covers the projects one works in, all else covers everything.
 */
const reaches = (
  world: World,
  user: string,
  access: Access,
  link: Link,
  scope: string,
): boolean => {
  if (!link.key.endsWith(":assigned")) return true;
  if (projectOf(world, access.scope) !== undefined) return true;
  const project = projectOf(world, scope);
  return project !== undefined && worksIn(world, user, project.id);
};

/** What one access would say about a key at a scope, if it were live. A deny never travels. */
export const policiesOf = (
  world: World,
  user: string,
  access: Access,
  key: string,
  scope: string,
): Set<Policy> => {
  if (!isAtOrBelow(world, scope, access.scope)) return new Set();
  const speaking = linksOf(world, access).filter(
    (link) =>
      (link.policy === "deny" ? link.key === key : closureOf(world, link.key).has(key)) &&
      reaches(world, user, access, link, scope),
  );
  return new Set(speaking.map((link) => link.policy));
};

const isDenied = (world: World, user: string, key: string, scope: string): boolean =>
  world.accesses.some(
    (access) =>
      access.user === user &&
      access.delegatedFrom === null &&
      standingOf(world, access) === "live" &&
      policiesOf(world, user, access, key, scope).has("deny"),
  );

/**
 * How an access stands for a key at a scope. A delegated one is no better than its source: that must
 * still allow the delegated key there to a live account, whom no deny stops on that key or on the one
 * asked; and where the source has ended, that is the reason. Null: it could not answer even if it
 * were live.
 */
export const standingFor = (
  world: World,
  access: Access,
  key: string,
  scope: string,
): Standing | null => {
  const own = standingOf(world, access);
  if (access.delegatedFrom === null) return own;
  const source = world.accesses.find((each) => each.id === access.delegatedFrom);
  const delegator = source?.user ?? null;
  if (source === undefined || delegator === null || !isLiveUser(world, delegator))
    return null;
  if (access.grant.type !== "permission") return null;
  const delegated = access.grant.key;
  if (!policiesOf(world, delegator, source, delegated, scope).has("allow")) return null;
  for (const each of [delegated, key]) {
    if (policiesOf(world, delegator, source, each, scope).has("deny")) return null;
    if (isDenied(world, delegator, each, scope)) return null;
  }
  const behind = standingFor(world, source, key, scope);
  return behind !== null && own !== "live" ? own : behind;
};

// ---- what step 5 weighs

/** With a second factor: believed of a token without a session, else asked of its session. */
export const isStrong = (session: Session): boolean =>
  session.aal === "aal2" && (session.id === null || (session.alive && !session.factorGone));

/** Elevated now, at the scope or above it, in this very session while that is alive. */
export const isElevated = (
  world: World,
  session: Session,
  user: string,
  scope: string,
): boolean =>
  personOf(session) === user &&
  session.alive &&
  world.elevations.some(
    (elevation) =>
      elevation.user === user &&
      elevation.session === session.id &&
      !elevation.ended &&
      elevation.from <= world.now &&
      world.now < elevation.until &&
      isAtOrBelow(world, scope, elevation.scope),
  );

/** What a user's counting accesses say about a key at a scope, the delegated ones apart. */
export interface Held {
  deny: boolean;
  allow: boolean;
  own: boolean;
  locked: boolean;
  delegated: boolean;
}

export const heldBy = (world: World, user: string, key: string, scope: string): Held => {
  const held = { deny: false, allow: false, own: false, locked: false, delegated: false };
  for (const access of accessesOf(world, user)) {
    if (standingFor(world, access, key, scope) !== "live") continue;
    for (const policy of policiesOf(world, user, access, key, scope)) {
      held[access.delegatedFrom === null ? policy : "delegated"] = true;
    }
  }
  return held;
};
