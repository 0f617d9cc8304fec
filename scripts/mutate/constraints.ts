/** Rules of tables that are gone: checks, what is there once, what has to exist elsewhere. */
import type { Sql } from "../dev/sql.ts";
import { type Mutant, OURS } from "./mutant.ts";

interface ConstraintRow {
  schema: string;
  table: string;
  name: string;
  isIndex: boolean;
  functions: string[];
}

/**
 * Each check, exclusion, foreign key, unique constraint and unique index. A key that others
 * refer to, as every primary key is, only comes with them and is left.
 */
export async function constraints(sql: Sql): Promise<Mutant[]> {
  const rows = await sql<ConstraintRow[]>`
    select n.nspname as schema, c.relname as table, k.name, k.is_index as "isIndex",
      array(
        select fn.nspname || '.' || f.proname
        from pg_proc as f
        join pg_namespace as fn on fn.oid = f.pronamespace
        where f.prosrc ~ format('(into|update|delete from) %s\\.%s\\M', n.nspname, c.relname)
      ) as functions
    from (
      select k.conrelid as table_id, k.conname as name, false as is_index
      from pg_constraint as k
      where k.contype in ('c', 'x', 'f', 'u') and not exists (
        select from pg_constraint as f
        where f.contype = 'f' and f.conindid = k.conindid and k.contype <> 'f')
      union all
      select i.indrelid, x.relname, true
      from pg_index as i
      join pg_class as x on x.oid = i.indexrelid
      where i.indisunique
        and not exists (select from pg_constraint as k where k.conindid = i.indexrelid)
    ) as k
    join pg_class as c on c.oid = k.table_id
    join pg_namespace as n on n.oid = c.relnamespace
    where ${sql.unsafe(OURS)}`;
  return rows.map(({ schema, table, name, isIndex, functions }) => ({
    id: `constraint ${schema}.${table}: without ${name}`,
    kind: "constraint",
    inDefiner: false,
    inCatalog: name.endsWith("_fkey"),
    subject: { tables: [table], functions },
    sql: isIndex
      ? `drop index "${schema}"."${name}"`
      : `alter table "${schema}"."${table}" drop constraint "${name}"`,
  }));
}
