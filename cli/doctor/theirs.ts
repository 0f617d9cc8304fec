// An adopter's tables: whether those that are tracked and protected still are, and which of
// those that the API serves are open.
import type { Sql } from "../lib/sql.ts";
import type { Check } from "./check.ts";

/** Whether a policy, by its roles, is for requests. */
const FOR_REQUESTS = "stagedoor.reaches_requests(p.polroles)";

/** Tables that protect was asked for, and what it was asked. */
const PROTECTED = `(
  select c.oid, c.relrowsecurity, c.relkind, k.asked
  from stagedoor.protections as k
  join pg_class as c on c.oid = k.table_name) as t`;

/** The schemas that the API serves: those that it is told, or public. */
const SERVED = `(
  select distinct btrim(s.name) as name
  from (
    select unnest(string_to_array(substr(c.setting, length('pgrst.db_schemas=') + 1), ','))
    from pg_db_role_setting as d
    cross join lateral unnest(d.setconfig) as c (setting)
    where starts_with(c.setting, 'pgrst.db_schemas=')
      and (d.setdatabase = 0 or d.setdatabase = (
        select o.oid from pg_database as o where o.datname = current_database()))
    union all
    select 'public'
  ) as s (name)) as served`;

/** Each question about them. */
export const THEIR_CHECKS: Check[] = [
  {
    name: "registrations",
    problem: "a registration of a table that is gone",
    sql: `select format('%s in %s', r.id, r.held_in) as found
      from (
        select p.table_name::oid, 'stagedoor.protected_tables'
        from stagedoor.protected_tables as p
        union all
        select t.table_name::oid, 'stagedoor.tracked_tables' from stagedoor.tracked_tables as t
        union all
        select p.table_name::oid, 'stagedoor.protections' from stagedoor.protections as p
      ) as r (id, held_in)
      where not exists (select from pg_class as c where c.oid = r.id)`,
    repair: forgetTablesThatAreGone,
  },
  {
    name: "tracked tables",
    problem: "a tracked table whose rows are not followed",
    sql: `select format('%s has no %s that fires', p.relid::regclass, n.name) as found
      from stagedoor.tracked_tables as t
      join pg_class as c on c.oid = t.table_name
      cross join lateral (
        select c.oid as relid, true as is_root
        union
        select q.relid, q.relid = c.oid from pg_partition_tree(c.oid) as q
      ) as p
      cross join lateral (values
        ('zz_stagedoor_' || t.kind, true),
        ('zz_stagedoor_' || t.kind || '_delete', true),
        ('zz_stagedoor_' || t.kind || '_truncate', false)
      ) as n (name, is_for_rows)
      where (p.is_root or not n.is_for_rows)
        and not exists (
          select from pg_trigger as g
          where g.tgrelid = p.relid and g.tgname = n.name and g.tgenabled <> 'D')`,
    remedy: "Track the table again: it fills in what was missed.",
  },
  {
    name: "protected tables",
    problem: "a protected table that is not as protect left it",
    sql: `select format('%s has no row-level security', t.oid::regclass) as found
      from ${PROTECTED} where not t.relrowsecurity
      union all
      select format('%s has no policy for %s', t.oid::regclass, o.name)
      from ${PROTECTED}
      cross join lateral jsonb_array_elements_text(t.asked -> 'operations') as o (name)
      where not exists (
        select from pg_policy as p
        where p.polrelid = t.oid
          and p.polname = 'stagedoor_' || o.name
          and p.polpermissive = (t.asked ->> 'mode' = 'replace')
          and pg_get_expr(coalesce(p.polqual, p.polwithcheck), t.oid) like '%stagedoor.%')
      union all
      select format('%s has the policy %I beside it', t.oid::regclass, p.polname)
      from ${PROTECTED}
      join pg_policy as p on p.polrelid = t.oid
      where t.asked ->> 'mode' = 'replace'
        and p.polpermissive
        and p.polname !~ '^stagedoor_(select|insert|update|delete)$'
        and ${FOR_REQUESTS}
      union all
      select format('%s may %s %s', g.role, g.privilege, t.oid::regclass)
      from ${PROTECTED}
      cross join lateral (
        select r.name, p.name
        from unnest(array['anon', 'authenticated']) as r (name)
        cross join unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'trigger',
          'references']) as p (name)
        where r.name = 'anon' or p.name in ('truncate', 'trigger', 'references')
      ) as g (role, privilege)
      where has_table_privilege(g.role, t.oid, g.privilege)
      union all
      select format('%s stamps no owner', t.oid::regclass)
      from ${PROTECTED}
      where (t.asked ->> 'stamp_owner')::boolean
        and not exists (
          select from pg_trigger as g
          where g.tgrelid = t.oid and g.tgname = 'zz_stagedoor_owner' and g.tgenabled = 'A')
      union all
      select format('%s is open beside its table', i.inhrelid::regclass)
      from ${PROTECTED}
      join pg_inherits as i on i.inhparent = t.oid
      cross join unnest(array['anon', 'authenticated']) as r (name)
      where has_table_privilege(r.name, i.inhrelid, 'select, insert, update, delete')
      group by i.inhrelid`,
    remedy: "Protect the table again, or unprotect it.",
  },
  {
    name: "served schemas",
    problem: "a schema that the API is not to serve",
    sql: `select served.name as found from ${SERVED} where served.name like 'stagedoor%'`,
    remedy: "Take it off the exposed schemas of the API.",
  },
  {
    name: "open tables",
    problem: "a table that the API serves without row-level security",
    sql: `select format('%s: %s may %s', c.oid::regclass, g.roles, g.privileges) as found
      from ${SERVED}
      join pg_namespace as n on n.nspname = served.name
      -- A foreign table and a materialized view can have none.
      join pg_class as c on c.relnamespace = n.oid and c.relkind in ('r', 'p', 'f', 'm')
      cross join lateral (
        select
          string_agg(distinct r.name, ', ' order by r.name) as roles,
          string_agg(distinct p.name, ', ' order by p.name) as privileges
        from unnest(array['anon', 'authenticated']) as r (name)
        cross join unnest(array['select', 'insert', 'update', 'delete']) as p (name)
        where has_table_privilege(r.name, c.oid, p.name)
          or (p.name <> 'delete' and has_any_column_privilege(r.name, c.oid, p.name))
      ) as g
      where not c.relrowsecurity
        and g.roles is not null
        and not exists (
          select from pg_depend as d where d.objid = c.oid and d.deptype = 'e')`,
    remedy:
      "Protect it, switch row-level security on and add policies, or revoke what requests may.",
  },
];

/** What is no problem, and worth a look. */
export const THEIR_NOTES: Omit<Check, "repair">[] = [
  {
    name: "tables without policies",
    problem: "closed to every request: row-level security and no policy",
    sql: `select c.oid::regclass::text as found
      from ${SERVED}
      join pg_namespace as n on n.nspname = served.name
      join pg_class as c on c.relnamespace = n.oid and c.relkind in ('r', 'p')
      where c.relrowsecurity
        and not exists (select from pg_policy as p where p.polrelid = c.oid)
        and (has_table_privilege('authenticated', c.oid, 'select')
          or has_table_privilege('anon', c.oid, 'select'))
        and not exists (
          select from pg_depend as d where d.objid = c.oid and d.deptype = 'e')`,
  },
];

/** A dropped table is registered by its number, which another may get one day. */
async function forgetTablesThatAreGone(sql: Sql): Promise<void> {
  await sql.begin(async (transaction) => {
    for (const table of ["protected_tables", "tracked_tables", "protections"]) {
      await transaction`
        delete from stagedoor.${transaction(table)} as r
        where not exists (select from pg_class as c where c.oid = r.table_name)`;
    }
  });
}
