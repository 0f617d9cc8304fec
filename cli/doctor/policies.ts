// Whether the audit log knows what policies say.
import type { Sql } from "../lib/sql.ts";

/** Policies that changed since the log was last told; with `fix` it is told (F117). */
export async function policyChanges(sql: Sql, fix: boolean): Promise<string[]> {
  const changes = await listed(sql);
  if (fix) {
    await sql`select stagedoor.watch_policies()`;
    await sql`select stagedoor.note_policies()`;
  }
  // Where somebody else looks, or the log is being filled, it has not learned of them.
  const left = fix ? await listed(sql) : changes;
  return changes.map((object) =>
    left.includes(object)
      ? `${object} has changed, and the audit log does not say so yet`
      : `${object} has changed: the audit log says so now`,
  );
}

async function listed(sql: Sql): Promise<string[]> {
  const rows = await sql<{ object: string }[]>`
    select format('%s on %s', c.object, c.table_name) as object
    from stagedoor.policy_changes() as c`;
  return rows.map(({ object }) => object);
}
