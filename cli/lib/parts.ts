// The parts that a database holds, whoever applied their files.
import type { TransactionSql } from "postgres";
import type { Sql } from "./sql.ts";

/** The schemas of the engine that are no part. */
const NO_PARTS = ["stagedoor_audit", "stagedoor_probe"];

/**
 * The parts beside the engine, in an order that stays. A part has a schema of its own; the
 * catalogue of a production has rows alone.
 */
export async function partsThere(sql: Sql | TransactionSql): Promise<string[]> {
  const rows = await sql<{ part: string }[]>`
    select 'production' as part, 1 as place
    where exists (
      select from stagedoor.permission_roles as r
      where r.id = stagedoor.built_in_id('role', 'producer') and r.scope_id is null)
    union all
    select substr(n.nspname, 11), 2
    from pg_catalog.pg_namespace as n
    where n.nspname like 'stagedoor\\_%' and n.nspname <> all (${NO_PARTS})
    order by place, part`;
  return rows.map(({ part }) => part);
}
