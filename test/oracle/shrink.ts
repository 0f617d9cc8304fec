/** The smallest world in which a question still gets two answers. */
import type { Sql } from "../../scripts/dev/sql.ts";
import { ask } from "./ask.ts";
import type { Difference } from "./compare.ts";
import { compareAll } from "./compare.ts";
import { groundSql, sessionSql, tableSql, worldSql } from "./sql.ts";
import { textOf } from "./text.ts";
import type { Role, World } from "./world.ts";
import { scopeOf } from "./world.ts";
import type { Case } from "./worlds.ts";

const sizeOf = (world: World): number =>
  world.scopes.length +
  world.roles.length +
  world.accesses.length +
  world.elevations.length +
  world.rows.length +
  world.alerts.length +
  world.events.length;

const including = (role: Role, known: Set<string>): Role => ({
  ...role,
  includes: role.includes.filter((id) => known.has(id)),
});

const isKnown = (known: Set<string>, id: string | null): boolean =>
  id === null || known.has(id);

/** Without what would point nowhere. */
const consistent = (world: World): World => {
  const scopes = new Set(world.scopes.map(({ id }) => id));
  const accounts = new Set(world.accounts.map(({ id }) => id));
  const roles = new Set(world.roles.map(({ id }) => id));
  const accesses = new Set(world.accesses.map(({ id }) => id));
  const kept: World = {
    ...world,
    scopes: world.scopes.filter(({ parent }) => isKnown(scopes, parent)),
    roles: world.roles
      .filter(({ scope }) => isKnown(scopes, scope))
      .map((role) => including(role, roles)),
    accesses: world.accesses.filter(
      ({ user, scope, grant, delegatedFrom }) =>
        isKnown(accounts, user) &&
        scopes.has(scope) &&
        (grant.type === "permission" || roles.has(grant.role)) &&
        isKnown(accesses, delegatedFrom),
    ),
    separations: world.separations.filter(({ roles: pair }) =>
      pair.every((id) => roles.has(id)),
    ),
    elevations: world.elevations.filter(
      ({ user, scope }) => accounts.has(user) && scopes.has(scope),
    ),
    alerts: world.alerts.filter(
      ({ scope, subject }) => scopes.has(scope) && isKnown(accounts, subject),
    ),
    // What a log tells of may be gone; the log may not.
    events: world.events.filter(({ sequence }) => scopes.has(sequence)),
    rows: world.rows.filter(
      ({ project, department, owner }) =>
        scopes.has(project) && isKnown(scopes, department) && isKnown(accounts, owner),
    ),
  };
  return sizeOf(kept) === sizeOf(world) ? kept : consistent(kept);
};

const without = <T>(list: T[], index: number): T[] => list.toSpliced(index, 1);

/** Every world that lacks one thing of this one, the largest things first. */
function* smallerWorlds(world: World): Generator<World> {
  const parts = [
    "separations",
    "scopes",
    "accesses",
    "roles",
    "elevations",
    "rows",
    "alerts",
    "events",
    "menu",
    "implications",
  ] as const;
  for (const part of parts) {
    for (const index of world[part].keys()) {
      yield consistent({ ...world, [part]: without<unknown>(world[part], index) });
    }
  }
  for (const index of world.accounts.keys()) {
    yield consistent({ ...world, accounts: without(world.accounts, index) });
  }
  for (const [index, role] of world.roles.entries()) {
    const smaller = [
      ...role.links.map((_, link) => ({ ...role, links: without(role.links, link) })),
      ...role.includes.map((_, each) => ({
        ...role,
        includes: without(role.includes, each),
      })),
      ...(role.scope === null ? [] : [{ ...role, scope: null }]),
    ];
    for (const each of smaller) yield { ...world, roles: world.roles.with(index, each) };
  }
  for (const [index, access] of world.accesses.entries()) {
    const above = scopeOf(world, access.scope)?.parent ?? null;
    const source = world.accesses.find(({ id }) => id === access.delegatedFrom);
    const smaller = [
      ...(above === null ? [] : [{ ...access, scope: above }]),
      ...(source === undefined ? [] : [{ ...access, delegatedFrom: source.delegatedFrom }]),
      ...(access.until === null ? [] : [{ ...access, until: null }]),
    ];
    for (const each of smaller)
      yield { ...world, accesses: world.accesses.with(index, each) };
  }
  for (const [index, account] of world.accounts.entries()) {
    const { bannedUntil, deleted, anonymous, emailConfirmed } = account;
    if (bannedUntil === null && !deleted && !anonymous && emailConfirmed) continue;
    const plain = {
      bannedUntil: null,
      deleted: false,
      anonymous: false,
      emailConfirmed: true,
    };
    yield { ...world, accounts: world.accounts.with(index, { ...account, ...plain }) };
  }
  for (const [index, scope] of world.scopes.entries()) {
    if (!scope.archived) continue;
    yield { ...world, scopes: world.scopes.with(index, { ...scope, archived: false }) };
  }
  for (const [index, permission] of world.permissions.entries()) {
    if (!permission.requiresAal2 && permission.isDelegable) continue;
    const plain = { ...permission, requiresAal2: false, isDelegable: true };
    yield { ...world, permissions: world.permissions.with(index, plain) };
  }
}

/** The difference that is still there, if it is. */
const stillFails = async (
  sql: Sql,
  drawn: Case,
  { asked }: Difference,
): Promise<Difference | undefined> => {
  const answers = await ask(sql, drawn);
  return compareAll(drawn, answers).find((each) => each.asked === asked);
};

/** Take away whatever the difference does not need. */
export const shrink = async (
  sql: Sql,
  drawn: Case,
  difference: Difference,
): Promise<{ drawn: Case; difference: Difference }> => {
  const { session } = difference;
  let smallest: Case = {
    ...drawn,
    sessions: [session],
    questions: drawn.questions.filter((each) => each.session === session),
    lists: drawn.lists.filter((each) => each.session === session),
    sets: drawn.sets.filter((each) => each.session === session),
    pages: drawn.pages.filter((each) => each.session === session),
  };
  let found = (await stillFails(sql, smallest, difference)) ?? difference;
  for (let isSmaller = true; isSmaller; ) {
    isSmaller = false;
    for (const world of smallerWorlds(smallest.world)) {
      const candidate = { ...smallest, world };
      // What a world cannot hold is no smaller world.
      const still = await stillFails(sql, candidate, found).catch(() => undefined);
      if (still === undefined) continue;
      smallest = candidate;
      found = still;
      isSmaller = true;
      break;
    }
  }
  return { drawn: smallest, difference: found };
};

/** A difference as SQL: paste it as the superuser into a database that has the migrations. */
export const pasteable = ({ world, sessions }: Case, difference: Difference): string =>
  [
    "begin;",
    groundSql().trim(),
    world.rows.length > 0 ? tableSql() : "",
    "",
    worldSql(world, sessions),
    sessionSql(difference.session),
    `-- The oracle says:   ${textOf(difference.oracle)}`,
    `-- The database says: ${textOf(difference.database)}`,
    `${difference.asked};`,
    "rollback;",
    "",
  ].join("\n");
