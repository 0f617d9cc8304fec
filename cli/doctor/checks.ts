// What has to be in place around the engine, and how it is put back.
import * as fs from "node:fs";
import { migrationFiles } from "../lib/migrations.ts";
import type { Sql } from "../lib/sql.ts";

/** A question to the catalogue: every row that it answers is a problem. */
export interface Check {
  problem: string;
  sql: string;
  /** Puts it right where that can be done; the question is asked again afterwards. */
  repair?: (sql: Sql) => Promise<unknown>;
}

/** What a request can become. */
const REQUESTS = "unnest(array['anon', 'authenticated', 'service_role']) as r (name)";

/** A part's table: one that is under row-level security by a policy that asks the engine. */
const TABLES_OF_PARTS = `
  select distinct p.polrelid as oid
  from pg_policy as p
  where pg_get_expr(coalesce(p.polqual, p.polwithcheck), p.polrelid) like '%stagedoor.%'`;

/** Each question, in the order in which repairs need one another. */
export const CHECKS: Check[] = [
  {
    problem: "The audit log is unguarded",
    sql: `select stagedoor_audit.broken_guard() as found
      where stagedoor_audit.broken_guard() is not null`,
    repair: (sql) => sql`select stagedoor.guard_audit_log()`,
  },
  {
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
    problem: "a table of the engine without row-level security",
    sql: `select c.oid::regclass::text as found
      from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
      where n.nspname like 'stagedoor%' and c.relkind in ('r', 'p') and not c.relrowsecurity`,
  },
  {
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
    problem: "a function of the engine that public may execute",
    sql: `select f.oid::regprocedure::text as found
      from pg_proc as f join pg_namespace as n on n.oid = f.pronamespace
      where n.nspname like 'stagedoor%' and exists (
        select from aclexplode(coalesce(f.proacl, acldefault('f', f.proowner))) as a
        where a.grantee = 0)`,
  },
  {
    problem: "a call or a table that is open to a role from the beginning",
    sql: `select format('%s may call %s', r.name, f.oid::regprocedure) as found
      from pg_proc as f
      cross join ${REQUESTS}
      where f.pronamespace = 'public'::regnamespace
        and has_function_privilege(r.name, f.oid, 'execute')
        and exists (
          select from regexp_matches(f.prosrc, '(stagedoor[a-z_]*)\\.([a-z_0-9]+)\\(', 'g')
            as call (name)
          join pg_proc as inner_f
            on inner_f.pronamespace = to_regnamespace(call.name[1])
            and inner_f.proname = call.name[2]
          where not has_function_privilege(r.name, inner_f.oid, 'execute'))
      union all
      select format('%s may truncate %s', r.name, t.oid::regclass)
      from (${TABLES_OF_PARTS}) as t
      cross join ${REQUESTS}
      where has_table_privilege(r.name, t.oid, 'truncate')`,
    repair: grantAnew,
  },
  {
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

/** What the migrations say of calls and of tables of parts, said once more. */
async function grantAnew(sql: Sql): Promise<void> {
  const statements = migrationFiles()
    .flatMap(
      (file) => fs.readFileSync(file, "utf8").match(/^(revoke|grant)\b[^;]*;/gm) ?? [],
    )
    .filter((statement) => /\bpublic\.\w/.test(statement));
  for (const statement of statements) {
    try {
      await sql.unsafe(statement);
    } catch (error) {
      // Of a part that is not installed.
      const { code } = error as { code?: string };
      if (!["42883", "42P01", "3F000"].includes(code ?? "")) throw error;
    }
  }
  await sql`
    select stagedoor.serve_csv('public')
    where to_regprocedure('public.as_csv(anyelement)') is not null`;
}
