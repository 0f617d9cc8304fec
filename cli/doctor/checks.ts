// What has to be in place around the engine, and how it is put back.
import * as fs from "node:fs";
import { stateOf } from "../init/collisions.ts";
import { DEFAULT_SCHEMA, servedIn, sourcesOf, thisRelease } from "../init/sources.ts";
import { migrationFiles, type Part } from "../lib/migrations.ts";
import type { Sql } from "../lib/sql.ts";
import { type Check, REQUESTS } from "./check.ts";

/** A part's table: the triggers of the engine and its parts are numbered. */
const TABLES_OF_PARTS = `
  select distinct t.tgrelid as oid
  from pg_trigger as t
  join pg_proc as f on f.oid = t.tgfoid
  join pg_namespace as n on n.oid = f.pronamespace and n.nspname like 'stagedoor%'
  join pg_class as c on c.oid = t.tgrelid
  where t.tgname ~ '^_[0-9]{3}_' and c.relnamespace = 'public'::regnamespace`;

/** The calls that migrations make, wherever they are served from, with what they call. */
const calls = (parts: readonly Part[]): string => `
  select f.oid, array(
    select i.oid
    from regexp_matches(f.prosrc, '(stagedoor[a-z_]*)\\.([a-z_0-9]+)\\(', 'g') as c (name)
    join pg_proc as i
      on i.pronamespace = to_regnamespace(c.name[1]) and i.proname = c.name[2]
  ) as inner_calls
  from pg_proc as f
  join pg_namespace as n on n.oid = f.pronamespace and n.nspname not like 'stagedoor%'
  where f.prosrc ~ '\\mstagedoor[a-z_]*\\.'
    and f.proname = any ('{${migrationFiles(parts)
      .flatMap((file) => [
        ...fs.readFileSync(file, "utf8").matchAll(/^create function public\.(\w+)/gm),
      ])
      .map(([, name]) => name)
      .join(",")}}')`;

/** Each question about the engine and some parts, in the order in which repairs need one another. */
export const engineChecks = (parts: readonly Part[]): Check[] => [
  {
    name: "roles of requests",
    problem: "a role with more than the rights of a request",
    sql: `select format('%s is a superuser', r.rolname) as found
      from pg_roles as r
      where r.rolname in ('anon', 'authenticated', 'service_role') and r.rolsuper
      union all
      select format('%s goes past row-level security', r.rolname)
      from pg_roles as r
      where r.rolname in ('anon', 'authenticated') and r.rolbypassrls
      union all
      select format('%s can become %s', r.rolname, o.rolname)
      from pg_roles as r
      join pg_roles as o on o.oid <> r.oid and pg_has_role(r.oid, o.oid, 'member')
      where r.rolname in ('anon', 'authenticated') and not r.rolsuper
        and (o.rolsuper or o.rolbypassrls or o.rolname ~ '^(pg_|stagedoor_)'
          or o.oid = (select n.nspowner from pg_namespace as n where n.nspname = 'stagedoor'))
      union all
      select format('%s is not there', r.name)
      from ${REQUESTS} where to_regrole(r.name) is null
      union all
      select 'service_role does not go past row-level security'
      from pg_roles as r where r.rolname = 'service_role' and not r.rolbypassrls`,
    remedy: "Take back what was granted to it, or altered.",
  },
  {
    name: "audit log",
    problem: "The audit log is unguarded",
    sql: `select stagedoor_audit.broken_guard() as found
      where stagedoor_audit.broken_guard() is not null`,
    repair: (sql) => sql`select stagedoor.guard_audit_log()`,
  },
  {
    name: "probe",
    problem: "a probe that does not belong to its own role alone",
    sql: `select format('%s belongs to %s', f.oid::regprocedure, f.proowner::regrole) as found
      from pg_proc as f
      where f.pronamespace = 'stagedoor_probe'::regnamespace
        and f.proowner::regrole::text <> 'stagedoor_probe'
      union all
      select format('%s belongs to %s', n.nspname, n.nspowner::regrole)
      from pg_namespace as n
      where n.nspname = 'stagedoor_probe' and n.nspowner::regrole::text <> 'stagedoor_probe'
      union all
      select format('%s can act as %s', m.member::regrole, m.roleid::regrole)
      from pg_auth_members as m
      where m.roleid::regrole::text = 'stagedoor_probe'
        -- From 16 on the creator of a role keeps the right to grant it, and no other.
        and (
          coalesce((to_jsonb(m) ->> 'set_option')::boolean, true)
          or coalesce((to_jsonb(m) ->> 'inherit_option')::boolean, true))`,
    repair: (sql) => sql`select stagedoor.guard_probe()`,
  },
  {
    name: "row-level security",
    problem: "a table without row-level security",
    sql: `select c.oid::regclass::text as found
      from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
      where (n.nspname like 'stagedoor%' or c.oid in (${TABLES_OF_PARTS}))
        and c.relkind in ('r', 'p') and not c.relrowsecurity`,
    remedy: "Switch it on: alter table ... enable row level security.",
  },
  {
    name: "triggers",
    remedy: "It was switched off: alter table ... enable always trigger.",
    problem: "a trigger that does not fire when it should",
    sql: triggersAmiss("format('%s on %s', t.tgname, t.tgrelid::regclass)"),
    // One that is off was switched off by somebody: a restore leaves it ordinary.
    repair: async (sql) => {
      const commands = await sql.unsafe<{ found: string }[]>(
        triggersAmiss(`format('alter table %s enable %s trigger %I', t.tgrelid::regclass,
          case w.state when 'A' then 'always' else '' end, t.tgname)`) +
          " and t.tgenabled <> 'D'",
      );
      for (const { found } of commands) await sql.unsafe(found);
    },
  },
  {
    name: "grants",
    problem: "a grant that the migrations do not say",
    sql: `select format('public may execute %s', f.oid::regprocedure) as found
      from pg_proc as f join pg_namespace as n on n.oid = f.pronamespace
      where n.nspname like 'stagedoor%' and exists (
        select from aclexplode(coalesce(f.proacl, acldefault('f', f.proowner))) as a
        where a.grantee = 0)
      union all
      select format('%s may call %s', r.name, f.oid::regprocedure)
      from (${calls(parts)}) as c
      join pg_proc as f on f.oid = c.oid
      cross join ${REQUESTS}
      where has_function_privilege(r.name, f.oid, 'execute')
        and exists (
          select from unnest(c.inner_calls) as i (oid)
          where not has_function_privilege(r.name, i.oid, 'execute'))
      union all
      select format('%s may %s %s', r.name, p.privilege, t.oid::regclass)
      from (${TABLES_OF_PARTS}) as t
      cross join ${REQUESTS}
      cross join unnest(array['truncate', 'references', 'trigger', 'select', 'insert',
        'update', 'delete']) as p (privilege)
      where has_table_privilege(r.name, t.oid, p.privilege)
        and (r.name = 'anon' or p.privilege in ('truncate', 'references', 'trigger'))
      union all
      select format('%s may %s %s', r.name, p.privilege, c.oid::regclass)
      from pg_class as c
      join pg_namespace as n on n.oid = c.relnamespace
      cross join ${REQUESTS}
      cross join unnest(array['insert', 'update', 'delete', 'truncate', 'references',
        'trigger']) as p (privilege)
      where n.nspname like 'stagedoor%' and c.relkind in ('r', 'p')
        and has_table_privilege(r.name, c.oid, p.privilege)
        -- Whoever sends what is due takes it from there.
        and (r.name, c.relname, p.privilege) not in (
          select 'service_role', 'outbox', o from unnest(array['insert', 'update', 'delete'])
            as o)`,
    repair: (sql) => grantAnew(sql, parts),
    remedy: "Take it back: revoke ... from ...",
  },
  {
    // Where new objects are open to nobody, a dump without rights leaves the calls shut.
    name: "calls",
    problem: "a right that the migrations grant is gone",
    sql: `select format('%s may not call %s', r.name, f.oid::regprocedure) as found
      from (${calls(parts)}) as c
      join pg_proc as f on f.oid = c.oid
      cross join ${REQUESTS}
      where cardinality(c.inner_calls) > 0
        and not has_function_privilege(r.name, f.oid, 'execute')
        and not exists (
          select from unnest(c.inner_calls) as i (oid)
          where not has_function_privilege(r.name, i.oid, 'execute'))
      union all
      select format('%s may not use the schema %s', r.name, n.nspname)
      from pg_namespace as n
      cross join ${REQUESTS}
      where n.nspname like 'stagedoor%'
        and n.nspname not in ('stagedoor_audit', 'stagedoor_probe')
        and not has_schema_privilege(r.name, n.oid, 'usage')
      union all
      -- What a policy of reading lets through is granted, or a column of it.
      select format('%s may not %s %s', o.rolname, p.privilege, q.polrelid::regclass)
      from pg_policy as q
      join pg_class as t on t.oid = q.polrelid
      join pg_namespace as n on n.oid = t.relnamespace
      join pg_roles as o on o.oid = any (q.polroles) and o.rolname in ('anon', 'authenticated')
      cross join lateral (
        select case q.polcmd when 'r' then 'select' when 'a' then 'insert'
          when 'w' then 'update' when 'd' then 'delete' end
      ) as p (privilege)
      where (n.nspname like 'stagedoor%' or t.oid in (${TABLES_OF_PARTS}))
        and q.polcmd <> '*'
        and not has_table_privilege(o.rolname, t.oid, p.privilege)
        and (q.polcmd = 'd' or not has_any_column_privilege(o.rolname, t.oid, p.privilege))`,
    repair: (sql) => grantAnew(sql, parts),
    remedy: "Grant it as its migration does.",
  },
  {
    name: "counters",
    // Logical replication brings the rows of a table and leaves its counter where it was.
    problem: "a counter that stands behind its rows",
    sql: countersBehind("format('%s of %s', a.attname, c.oid::regclass)"),
    repair: async (sql) => {
      await sql.unsafe(countersBehind("setval(counter.name, most.id)"));
    },
  },
];

/** Columns of the engine and of parts that are counted, and hold a number not yet counted. */
function countersBehind(found: string): string {
  return `select ${found} as found
    from pg_attribute as a
    join pg_class as c on c.oid = a.attrelid
    join pg_namespace as n on n.oid = c.relnamespace
    cross join lateral (
      select pg_get_serial_sequence(c.oid::regclass::text, a.attname)::regclass as name
    ) as counter
    cross join lateral (
      select (xpath('/row/id/text()', query_to_xml(
        format('select max(%I) as id from %s', a.attname, c.oid::regclass),
        false, true, '')))[1]::text::bigint as id
    ) as most
    where a.attidentity <> ''
      and n.nspname <> 'stagedoor_audit'
      and (n.nspname like 'stagedoor%' or c.oid in (${TABLES_OF_PARTS}))
      and most.id > coalesce(pg_sequence_last_value(counter.name), 0)`;
}

/**
 * Triggers of the engine, and those on other tables that run a function of it, which are in
 * another state than their number says: 200 to 499 and 800 derive and are ordinary, the rest
 * refuses or records, always.
 */
function triggersAmiss(found: string): string {
  return `select ${found} as found
    from pg_trigger as t
    join pg_proc as f on f.oid = t.tgfoid
    cross join lateral (
      select case when t.tgname ~ '^_([234]|8)' then 'O' else 'A' end
    ) as w (state)
    where f.pronamespace::regnamespace::text like 'stagedoor%'
      and not t.tgisinternal
      and t.tgname ~ '^_[0-9]{3}_'
      and t.tgenabled <> w.state::"char"`;
}

/**
 * What the migrations of the engine and of installed parts say of who may do what, said once
 * more, all of it or nothing. A part that is not there bears names that tables of somebody else
 * may have, and so do calls that are served from another schema.
 */
async function grantAnew(sql: Sql, parts: readonly Part[]): Promise<void> {
  const state = await stateOf(sql);
  const schema = state.is === "there" ? state.apiSchema : DEFAULT_SCHEMA;
  const statements = servedIn(schema, sourcesOf(thisRelease(), parts))
    .flatMap(({ text }) => text.match(/^(?:revoke|grant)\s[^;]*;/gm) ?? [])
    // Those of its own roles are given by guard_audit_log and guard_probe.
    .filter((statement) => !/stagedoor_(audit|probe)|current_user/.test(statement));
  await sql.begin(async (transaction) => {
    for (const statement of statements) {
      try {
        await transaction.savepoint((inner) => inner.unsafe(statement));
      } catch (error) {
        // A call that somebody has moved, or overloaded, stays as it is and is named again.
        const { code } = error as { code?: string };
        if (!["42883", "42725", "42P01", "3F000"].includes(code ?? "")) throw error;
      }
    }
    await transaction`
      select stagedoor.serve_csv('public')
      where to_regprocedure('public.as_csv(anyelement)') is not null`;
  });
}
