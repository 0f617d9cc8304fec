/** The decision without a row: menus, lists of permissions, and the sets that policies ask for. */
import type { Held } from "./held.ts";
import {
  heldBy,
  isArchived,
  isElevated,
  isLiveUser,
  isMember,
  isStrong,
  KEYS_OF_AN_ARCHIVE,
} from "./held.ts";
import { decide } from "./oracle.ts";
import type { MenuItem, Policy, Row, Session, World } from "./world.ts";
import { isAtOrBelow, personOf, projectOf, scopeOf } from "./world.ts";

/** What a list shows of a key: without a row `own` counts as held, `locked` only while elevated. */
export type Listed = Exclude<Policy, "deny">;

const strongest = (held: Held, elevated: boolean): Listed | null => {
  if (held.allow || held.delegated) return "allow";
  if (held.own) return "own";
  return held.locked && elevated ? "locked" : null;
};

/**
 * What steps 1 to 6 leave of a key. A weak session weakens its own user only: of somebody else one
 * asks what they hold, and with which session they will come nobody knows.
 */
const usable = (
  world: World,
  session: Session,
  user: string,
  key: string,
  scope: string,
): Held | null => {
  const permission = world.permissions.find((each) => each.key === key);
  if (permission === undefined || scopeOf(world, scope) === undefined) return null;
  if (!isLiveUser(world, user) || !isMember(world, user, scope)) return null;
  if (isArchived(world, scope) && !KEYS_OF_AN_ARCHIVE.includes(key)) return null;
  const isWeak = personOf(session) === user && !isStrong(session);
  if (permission.requiresAal2 && isWeak) return null;
  const held = heldBy(world, user, key, scope);
  return held.deny ? null : held;
};

const listed = (
  world: World,
  session: Session,
  user: string,
  key: string,
  scope: string,
  elevated: boolean,
): Listed | null => {
  const held = usable(world, session, user, key, scope);
  return held && strongest(held, elevated);
};

/** Asking about somebody else needs `access:view` there. */
const mayAsk = (world: World, session: Session, user: string, scope: string): boolean =>
  personOf(session) === user || decide(world, session, "access:view", scope).allowed;

/** Every key that a user holds at a scope, with its policy; null where one may not ask. */
export const permissionsOf = (
  world: World,
  session: Session,
  user: string,
  scope: string,
): Map<string, Listed> | null => {
  if (!mayAsk(world, session, user, scope)) return null;
  const held = new Map<string, Listed>();
  for (const { key } of world.permissions) {
    const elevated = isElevated(world, session, user, scope);
    const policy = listed(world, session, user, key, scope, elevated);
    if (policy !== null) held.set(key, policy);
  }
  return held;
};

/** The same for one's own UI, which greys out what a master code would open. */
export const sessionPermissionsOf = (
  world: World,
  session: Session,
  scope: string,
): Map<string, Listed> => {
  const held = new Map<string, Listed>();
  const person = personOf(session);
  if (person === null) return held;
  for (const { key } of world.permissions) {
    const policy = listed(world, session, person, key, scope, true);
    if (policy !== null) held.set(key, policy);
  }
  return held;
};

/** Every active item with its `can_access`; null where one may not ask about that user. */
export const menuOf = (
  world: World,
  session: Session,
  user: string,
  scope: string,
): Map<MenuItem, boolean> | null => {
  if (!mayAsk(world, session, user, scope)) return null;
  // A grant on a department opens the page of its project: the best answer over both. About
  // somebody else a department counts where one may ask about them.
  const isProject = scopeOf(world, scope)?.type === "project";
  const asked = world.scopes
    .filter(
      (each) =>
        each.id === scope ||
        (isProject &&
          isAtOrBelow(world, each.id, scope) &&
          mayAsk(world, session, user, each.id)),
    )
    .map((each) => each.id);
  const opens = (key: string): boolean =>
    asked.some((each) => {
      const elevated = isElevated(world, session, user, each);
      return listed(world, session, user, key, each, elevated) !== null;
    });
  return new Map(
    world.menu
      .filter((item) => item.active)
      .map((item) => [item, item.key === null || opens(item.key)]),
  );
};

/**
 * Projects where `isHeld` says yes, and what lies below a project where it says so only there.
 * Organizations are never named: rows belong to projects. Of archived scopes those remain where
 * the key still counts.
 */
const namedScopes = (
  world: World,
  session: Session,
  isHeld: (scope: string) => boolean,
): Set<string> => {
  const narrowedTo =
    session.narrowedTo === null ? null : projectOf(world, session.narrowedTo);
  const named = new Set<string>();
  for (const { id } of world.scopes) {
    const project = projectOf(world, id);
    if (project === undefined || !isHeld(id)) continue;
    if (narrowedTo !== null && narrowedTo?.id !== project.id) continue;
    if (id === project.id || !isHeld(project.id)) named.add(id);
  }
  return named;
};

/** Whether the session holds a key at a scope for every row, for its own rows only, or not. */
const rowsWith = (
  world: World,
  session: Session,
  key: string,
  scope: string,
): "all" | "own" | null => {
  const user = personOf(session);
  const held = user === null ? null : usable(world, session, user, key, scope);
  if (user === null || held === null) return null;
  const isOpen = held.locked && isElevated(world, session, user, scope);
  if (held.allow || held.delegated || isOpen) return "all";
  return held.own ? "own" : null;
};

/** Where the session holds a key for every row: `allow`, and `locked` where it is elevated. */
export const scopesWith = (world: World, session: Session, key: string): Set<string> =>
  namedScopes(world, session, (scope) => rowsWith(world, session, key, scope) === "all");

/** Where the session holds a key for its own rows only. */
export const scopesWithOwn = (world: World, session: Session, key: string): Set<string> =>
  namedScopes(world, session, (scope) => rowsWith(world, session, key, scope) === "own");

/** Whether the two halves of a policy let the session at a row; a new row is judged like an old. */
export const isWithin = (
  world: World,
  session: Session,
  key: string,
  row: Row,
): boolean => {
  const isOneOf = (scopes: Set<string>): boolean =>
    scopes.has(row.project) || (row.department !== null && scopes.has(row.department));
  return (
    isOneOf(scopesWith(world, session, key)) ||
    (session.user !== null &&
      row.owner === session.user &&
      isOneOf(scopesWithOwn(world, session, key)))
  );
};
