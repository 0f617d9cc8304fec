// The pre-flight: what stands in a database that Stagedoor's migrations would meet.
import type { Sql } from "../lib/sql.ts";
import type { Objects } from "./sources.ts";

/** What a database has to do with Stagedoor. */
export type State =
  /** Nothing of it is there. */
  | { is: "absent" }
  /** All files of the engine were applied. */
  | { is: "there"; version: string; apiSchema: string }
  /** It has a schema `stagedoor` and no version: somebody else's, or the begin of one. */
  | { is: "half" };

/** How far an installation went. */
export async function stateOf(sql: Sql): Promise<State> {
  const [row] = await sql<{ schema: boolean; version: boolean }[]>`
    select to_regnamespace('stagedoor') is not null as schema, exists (
      select from pg_proc as f
      where f.pronamespace = to_regnamespace('stagedoor')
        and f.proname = 'version' and f.pronargs = 0) as version`;
  if (!row?.schema) return { is: "absent" };
  if (!row.version) return { is: "half" };
  const [found] = await sql<{ version: string; schema: string | null }[]>`
    select stagedoor.version() as version, (
      select n.nspname
      from pg_proc as f join pg_namespace as n on n.oid = f.pronamespace
      where f.proname = 'get_access_version' and n.nspname not like 'stagedoor%'
        and strpos(f.prosrc, 'stagedoor.get_access_version(') > 0
      limit 1) as schema`;
  return {
    is: "there",
    version: found?.version ?? "",
    apiSchema: found?.schema ?? "public",
  };
}

/** Every collision, one line each; none where the migrations meet nothing of others. */
export async function collisionsWith(
  sql: Sql,
  { schemas, relations, functions, roles, extensions }: Objects,
): Promise<string[]> {
  const names = (list: string[]) => list.map((name) => name.split(".")[1] ?? "");
  const [served = "public"] = functions.map((name) => name.split(".")[0] ?? "");
  const rows = await sql<{ found: string }[]>`
    select found from (
      select 1 as place, format('schema %I is there already', n.nspname) as found
      from pg_namespace as n where n.nspname = any (${schemas})
      union all
      select 2, format('%s %I.%I is there already', case c.relkind
        when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence'
        when 'c' then 'type' when 'i' then 'index' when 'f' then 'foreign table'
        else 'table' end, n.nspname, c.relname)
      from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
      where n.nspname || '.' || c.relname = any (${relations})
      union all
      select 2, format('type %I.%I is there already', n.nspname, t.typname)
      from pg_type as t join pg_namespace as n on n.oid = t.typnamespace
      where n.nspname || '.' || t.typname = any (${relations}) and t.typrelid = 0
      union all
      select 2, format('policy %I on %s is there already', p.polname, p.polrelid::regclass)
      from pg_policy as p
      join pg_class as c on c.oid = p.polrelid
      join pg_namespace as n on n.oid = c.relnamespace
      where n.nspname || '.' || c.relname = any (${relations})
      union all
      select 3, format('function %I.%I(%s) is there already, and would answer beside ours',
        n.nspname, f.proname, pg_get_function_identity_arguments(f.oid))
      from pg_proc as f join pg_namespace as n on n.oid = f.pronamespace
      where n.nspname = ${served} and f.proname = any (${names(functions)})
      union all
      select 4, format('role %I is there already, and %s', r.rolname, concat_ws(' and ',
        case when r.rolcanlogin then 'can log in' end,
        case when r.rolsuper then 'is a superuser' end,
        case when r.rolbypassrls then 'bypasses row-level security' end,
        case when r.rolcreaterole then 'makes roles' end))
      from pg_roles as r
      where r.rolname = any (${roles})
        and (r.rolcanlogin or r.rolsuper or r.rolbypassrls or r.rolcreaterole)
      union all
      select 5, format('extension %I is not available on this server', w.name)
      from unnest(${extensions}::text[]) as w (name)
      where not exists (
        select from pg_available_extensions as a where a.name = w.name)
      union all
      select 6, format('PostgreSQL %s is older than 15', current_setting('server_version'))
      where current_setting('server_version_num')::integer < 150000
    ) as all_of_them
    order by place, found`;
  return rows.map(({ found }) => found);
}

/** What is in another place than usual and may stay there, one line each. */
export async function notesAbout(sql: Sql, { extensions }: Objects): Promise<string[]> {
  const rows = await sql<{ found: string }[]>`
    select format('extension %I stands in the schema %I, and stays there',
      e.extname, n.nspname) as found
    from pg_extension as e join pg_namespace as n on n.oid = e.extnamespace
    where e.extname = any (${extensions}) and n.nspname <> 'extensions'
    order by 1`;
  return rows.map(({ found }) => found);
}

/** What whoever is connected may not do, one line each. */
export async function rightsMissing(sql: Sql): Promise<string[]> {
  const rows = await sql<{ found: string }[]>`
    select found from (
      select 1 as place, format('%I may not make schemas in the database %I',
        current_user, current_database()) as found
      where not has_database_privilege(current_database(), 'create')
      union all
      select 2, format('%I may not make roles, and stagedoor_auditor is not there',
        current_user)
      from pg_roles as r
      where r.rolname = current_user and not (r.rolcreaterole or r.rolsuper)
        and to_regrole('stagedoor_auditor') is null
      union all
      select 3, format('%I may not refer to auth.users', current_user)
      from pg_class as c
      where c.relnamespace = to_regnamespace('auth') and c.relname = 'users'
        and not (has_table_privilege(c.oid, 'references')
          and has_schema_privilege('auth', 'usage'))
      union all
      select 4, format('%I may not make objects in the schema public', current_user)
      where not has_schema_privilege('public', 'create')
    ) as all_of_them
    order by place`;
  return rows.map(({ found }) => found);
}
