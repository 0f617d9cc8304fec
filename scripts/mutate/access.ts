/** Grants to whom they are not meant for. */
import type { Sql } from "../dev/sql.ts";
import { type Mutant, OURS } from "./mutant.ts";

/** Each table and view, for each thing that a role may not do there; to anon reading only. */
export async function grants(sql: Sql): Promise<Mutant[]> {
  const rows = await sql<
    { schema: string; table: string; role: string; privilege: string }[]
  >`
    select n.nspname as schema, c.relname as table, r.role, r.privilege
    from pg_class as c
    join pg_namespace as n on n.oid = c.relnamespace
    cross join (values ('authenticated', 'insert'), ('authenticated', 'update'),
      ('authenticated', 'delete'), ('authenticated', 'select'), ('anon', 'select'),
      ('service_role', 'insert'), ('service_role', 'update'), ('service_role', 'delete'),
      ('service_role', 'select')) as r (role, privilege)
    where ${sql.unsafe(OURS)} and c.relkind in ('r', 'p', 'v')
      and not has_table_privilege(r.role, c.oid, r.privilege)`;
  return rows.map(({ schema, table, role, privilege }) => ({
    id: `grant ${privilege} on ${schema}.${table} to ${role}`,
    kind: "grant",
    inDefiner: false,
    inCatalog: true,
    subject: { tables: [table], functions: [] },
    sql: `grant ${privilege} on "${schema}"."${table}" to ${role}`,
  }));
}

/** Each column that is withheld where others of its table are granted. */
export async function columns(sql: Sql): Promise<Mutant[]> {
  const rows = await sql<
    { schema: string; table: string; column: string; role: string; privilege: string }[]
  >`
    select n.nspname as schema, c.relname as table, a.attname as column, r.role,
      p.privilege
    from pg_class as c
    join pg_namespace as n on n.oid = c.relnamespace
    join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    cross join (values ('anon'), ('authenticated'), ('service_role')) as r (role)
    cross join (values ('select'), ('insert'), ('update')) as p (privilege)
    where ${sql.unsafe(OURS)} and c.relkind in ('r', 'p', 'v')
      and has_any_column_privilege(r.role, c.oid, p.privilege)
      and not has_column_privilege(r.role, c.oid, a.attnum, p.privilege)`;
  return rows.map(({ schema, table, column, role, privilege }) => ({
    id: `column ${privilege} (${column}) on ${schema}.${table} to ${role}`,
    kind: "column",
    inDefiner: false,
    inCatalog: true,
    subject: { tables: [table], functions: [] },
    sql: `grant ${privilege} ("${column}") on "${schema}"."${table}" to ${role}`,
  }));
}

/** Each function, for each role that may not execute it. */
export async function executes(sql: Sql): Promise<Mutant[]> {
  const rows = await sql<{ name: string; signature: string; role: string }[]>`
    select n.nspname || '.' || f.proname as name, f.oid::regprocedure::text as signature,
      r.role
    from pg_proc as f
    join pg_namespace as n on n.oid = f.pronamespace
    cross join (values ('anon'), ('authenticated'), ('service_role')) as r (role)
    where ${sql.unsafe(OURS)} and f.prorettype <> 'trigger'::regtype
      and not has_function_privilege(r.role, f.oid, 'execute')`;
  return rows.map(({ name, signature, role }) => ({
    id: `execute ${signature} to ${role}`,
    kind: "execute",
    inDefiner: false,
    inCatalog: true,
    subject: { tables: [], functions: [name] },
    sql: `grant execute on function ${signature} to ${role}`,
  }));
}
