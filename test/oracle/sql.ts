/** A world as SQL that one can paste: rows as an adopter's own migration would write them. */
import { OWN_KEYS } from "./keys.ts";
import type { Session, World } from "./world.ts";
import { scopeOf } from "./world.ts";

/** An expression stands as it is, anything else as a literal. */
type Value = string | number | boolean | null | { sql: string };

/** Minute zero of every world. */
const EPOCH = Date.UTC(2031, 0, 1, 12);

/** A minute of a world as a moment. */
export const at = (minute: number): string =>
  new Date(EPOCH + minute * 60_000).toISOString();

const atOrNull = (minute: number | null): string | null =>
  minute === null ? null : at(minute);

const literal = (value: Value): string => {
  if (typeof value === "string") return `'${value.replaceAll("'", "''")}'`;
  return value !== null && typeof value === "object" ? value.sql : String(value);
};

/** One insert, or nothing where there are no rows. */
const insert = (table: string, columns: string, rows: Value[][], end = ""): string => {
  if (rows.length === 0) return "";
  const lines = rows.map((row) => `  (${row.map(literal).join(", ")})`);
  return `insert into ${table} (${columns}) values\n${lines.join(",\n")}${end};\n`;
};

/** The database chooses the ids of permissions. */
const permissionId = (key: string): Value => ({
  sql: `(select p.id from stagedoor.permissions as p where p.permission_key = ${literal(key)})`,
});

/**
 * What worlds share, once per database: a clock that can be set, the oracle's own keys and a fourth
 * scope type.
 */
export const groundSql = (): string => `
create or replace function stagedoor.instant()
returns timestamptz
language sql
stable
parallel safe
set search_path = ''
as $$
  select pg_catalog.current_setting('oracle.now')::timestamptz
$$;

insert into stagedoor.scope_types (scope_type, parent_type, label, position)
values ('unit', 'department', 'Unit', 40) on conflict do nothing;

-- So many questions would raise alerts of their own.
update stagedoor.alert_rules set is_active = false where rule_key = 'repeated_denials';

insert into stagedoor.permission_modules (module, label, position)
values ('oracle', 'Oracle', 999) on conflict do nothing;

${insert(
  "stagedoor.permissions",
  "permission_key, description",
  OWN_KEYS.map((key) => [key, "Drawn by the oracle"]),
  " on conflict do nothing",
)}`;

/** A table with policies of two halves: what is held for every row, and for one's own. */
export const tableSql = (): string => `
create table if not exists public.oracle_rows (
  id            uuid primary key,
  project_id    uuid not null,
  department_id uuid,
  owner_id      uuid,
  note          text
);
alter table public.oracle_rows enable row level security;
grant select, insert, update, delete on public.oracle_rows to authenticated;
${policiesSql()}`;

/** The key that each operation on the protected table asks for. */
export const ROW_KEYS = {
  select: "oracle:view:assigned",
  insert: "oracle:edit:assigned",
  update: "oracle:edit:assigned",
  delete: "oracle:close",
} as const;

const setOf = (helper: string, key: string): string =>
  `any ((select stagedoor.${helper}('${key}'))::uuid[])`;

const halfOf = (helper: string, key: string): string =>
  `(project_id = ${setOf(helper, key)} or department_id = ${setOf(helper, key)})`;

const policiesSql = (): string =>
  Object.entries(ROW_KEYS)
    .map(([operation, key]) => {
      const within = `(${halfOf("scopes_with", key)}
    or (owner_id = (select auth.uid()) and ${halfOf("scopes_with_own", key)}))`;
      const clauses = {
        select: `using ${within}`,
        insert: `with check ${within}`,
        update: `using ${within}\n  with check ${within}`,
        delete: `using ${within}`,
      }[operation];
      return `
drop policy if exists oracle_rows_${operation} on public.oracle_rows;
create policy oracle_rows_${operation} on public.oracle_rows
  for ${operation} to authenticated
  ${clauses};`;
    })
    .join("\n");

/** Straight into the log: the queue would wait for a commit that never comes. */
const eventsSql = ({ now, events }: World): string => {
  if (events.length === 0) return "";
  const queued = events.map(({ id, sequence, scope }) => ({
    sequence_id: sequence,
    scope_id: scope,
    event: "oracle.drawn",
    object_id: id,
    occurred_at: at(now),
  }));
  return `select stagedoor_audit.append(array_agg(q order by q.object_id))
from jsonb_populate_recordset(
  null::stagedoor.event_queue, ${literal(JSON.stringify(queued))}) as q
group by q.sequence_id;\n`;
};

/** Every row of a world, in an order that foreign keys and triggers accept. */
export const worldSql = (world: World, sessions: Session[]): string => {
  const { accounts, accesses, roles } = world;
  const logins = accounts.filter(({ kind }) => kind === "verified");

  return [
    `select set_config('oracle.now', '${at(world.now)}', true);\n`,
    insert(
      "auth.users",
      "id, email, email_confirmed_at, banned_until, deleted_at, is_anonymous",
      logins.map((account) => [
        account.id,
        account.email,
        account.emailConfirmed ? at(-60) : null,
        atOrNull(account.bannedUntil),
        account.deleted ? at(-60) : null,
        account.anonymous,
      ]),
    ),
    insert(
      "auth.sessions",
      "id, user_id, aal, not_after",
      sessions.flatMap(({ user, id, aal, alive, factorGone }) =>
        user === null || id === null
          ? []
          : [[id, user, factorGone ? "aal1" : aal, alive ? null : at(world.now)]],
      ),
    ),
    insert(
      "stagedoor.user_accounts",
      "id, auth_user_id, account_status, email",
      accounts.map(({ id, kind, email }) => [
        id,
        kind === "guest" ? null : id,
        kind,
        email,
      ]),
    ),
    insert(
      "stagedoor.scopes",
      "id, scope_type, parent_id, name, archived_at",
      world.scopes.map((scope, index) => [
        scope.id,
        scope.type,
        scope.parent,
        `Scope ${index}`,
        scope.archived ? at(-60) : null,
      ]),
    ),
    ...world.permissions
      .filter(({ requiresAal2, isDelegable }) => requiresAal2 || !isDelegable)
      .map(
        ({ key, requiresAal2, isDelegable }) =>
          `update stagedoor.permissions set requires_aal2 = ${requiresAal2}, ` +
          `is_delegable = ${isDelegable} where permission_key = '${key}';\n`,
      ),
    insert(
      "stagedoor.permission_implications",
      "permission_key, implies_key",
      world.implications.map(({ key, implies }) => [key, implies]),
    ),
    insert(
      "stagedoor.permission_roles",
      "id, role_key, name, description, scope_id",
      roles.map(({ id, key, scope }) => [id, key, key, "Drawn by the oracle", scope]),
    ),
    insert(
      "stagedoor.permission_role_links",
      "permission_role_id, permission_id, policy",
      roles.flatMap(({ id, links }) =>
        links.map(({ key, policy }) => [id, permissionId(key), policy]),
      ),
    ),
    insert(
      "stagedoor.role_includes",
      "permission_role_id, included_role_id",
      roles.flatMap(({ id, includes }) => includes.map((each) => [id, each])),
    ),
    insert(
      "stagedoor.user_accesses",
      "id, user_id, scope_type, scope_id, grant_type, grant_id, status, " +
        "valid_from, valid_until, revoked_at, delegated_from",
      accesses.map(({ grant, ...access }) => [
        access.id,
        access.user,
        scopeOf(world, access.scope)?.type ?? null,
        access.scope,
        grant.type,
        grant.type === "role" ? grant.role : permissionId(grant.key),
        access.status,
        at(access.from),
        atOrNull(access.until),
        access.status === "Revoked" ? at(-60) : null,
        access.delegatedFrom,
      ]),
    ),
    insert(
      "stagedoor.invitations",
      "access_id, email, token_hash, expires_at",
      accesses.flatMap(({ id, invitedEmail, invitedUntil }) =>
        invitedEmail === null || invitedUntil === null
          ? []
          : [[id, invitedEmail, { sql: `sha256('${id}')` }, at(invitedUntil)]],
      ),
    ),
    insert(
      "stagedoor.elevations",
      "id, user_id, scope_id, session_id, started_at, ends_at, ended_at, ended_reason",
      world.elevations.map((each) => [
        each.id,
        each.user,
        each.scope,
        each.session,
        at(each.from),
        at(each.until),
        each.ended ? at(each.from) : null,
        each.ended ? "cleared" : null,
      ]),
    ),
    insert(
      "stagedoor.separation_rules",
      "id, rule_key, kind, first_grant_id, second_grant_id, description",
      world.separations.map(({ id, roles: [one, other] }, index) => [
        id,
        `oracle_${index}`,
        "static",
        one,
        other,
        "Drawn by the oracle",
      ]),
    ),
    insert(
      "stagedoor.menu_items",
      "id, item_key, label, path, position, required_permission_key, is_active",
      world.menu.map(({ id, key, active }, index) => [
        id,
        `oracle_${index}`,
        `Item ${index}`,
        `/oracle/${index}`,
        900 + index,
        key,
        active,
      ]),
    ),
    insert(
      "stagedoor.alerts",
      "id, scope_id, rule_key, subject_id, raised_at, acknowledged_at",
      world.alerts.map(({ id, scope, subject, raised, acknowledged }) => [
        id,
        scope,
        "repeated_denials",
        subject,
        at(raised),
        acknowledged ? at(raised) : null,
      ]),
    ),
    eventsSql(world),
    insert(
      "public.oracle_rows",
      "id, project_id, department_id, owner_id",
      world.rows.map(({ id, project, department, owner }) => [
        id,
        project,
        department,
        owner,
      ]),
    ),
  ].join("");
};

/** What PostgREST would set for a request of the session. */
export const claimsOf = ({ user, id, clientId, aal }: Session): string =>
  JSON.stringify({
    role: "authenticated",
    aal,
    ...(user === null ? {} : { sub: user }),
    ...(id === null ? {} : { session_id: id }),
    ...(clientId === null ? {} : { client_id: clientId }),
  });

export const headersOf = ({ narrowedTo }: Session): string =>
  narrowedTo === null ? "" : JSON.stringify({ "x-project-id": narrowedTo });

/** Become the session, as a request does. */
export const sessionSql = (session: Session): string =>
  `select set_config('request.jwt.claims', '${claimsOf(session)}', true),
  set_config('request.headers', '${headersOf(session)}', true);
set local role authenticated;
`;
