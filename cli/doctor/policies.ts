// Whether the audit log knows what policies say.
import type { Sql } from "../lib/sql.ts";

/** Policies that changed since the log was last told; with `fix` it is told (F117). */
export async function policyChanges(sql: Sql, fix: boolean): Promise<string[]> {
  const changes = await sql<{ object: string }[]>`
    select c.object from stagedoor.policy_changes() as c`;
  if (fix) {
    await sql`select stagedoor.watch_policies()`;
    await sql`select stagedoor.note_policies()`;
  }
  const told = fix
    ? "has changed: the audit log says so now"
    : "has changed, and the audit log does not say so yet";
  return changes.map(({ object }) => `${object} ${told}`);
}
