// The audit log as the service reads it, over a database connection.
import type { Log } from "../../functions/seal-audit/seal.ts";
import type { Sql } from "../lib/sql.ts";

/** The id of the installation's own sequence. */
export const INSTALLATION = "00000000-0000-0000-0000-000000000000";

/** The log behind a connection of the owner or of the service. */
export function sqlLog(sql: Sql, pageSize = 5000): Log {
  return {
    heads: async (after) => {
      const rows = await sql<
        { sequence_id: string; sequence: string; size: string; installation: string }[]
      >`
        select * from stagedoor.read_audit_heads(${after}, ${pageSize})`;
      return rows.map((row) => ({
        sequenceId: row.sequence_id,
        sequence: row.sequence,
        size: Number(row.size),
        installation: row.installation,
      }));
    },
    leaves: async (sequenceId, after) => {
      const rows = await sql<{ body: Uint8Array }[]>`
        select body from stagedoor.read_audit_leaves(${sequenceId}, ${after}, ${pageSize})`;
      return rows.map(({ body }) => body);
    },
  };
}

/** The positions of the events of one override, in order. */
export async function readOverride(
  sql: Sql,
  scopeId: string | null,
  overrideId: string,
  pageSize = 1000,
): Promise<number[]> {
  const found: number[] = [];
  for (let before: string | null = null; ; ) {
    const page: { seq: string }[] = await sql`
      select e.seq
      from stagedoor.get_audit_events(${scopeId}, ${pageSize}, ${before}, ${overrideId}) as e
      order by e.seq desc`;
    const oldest = page.at(-1);
    if (oldest === undefined) return found.toReversed();
    found.push(...page.map(({ seq }) => Number(seq)));
    before = oldest.seq;
  }
}

/** A personal value of an event, with the salt that it was hashed with, in hexadecimal. */
export interface Disclosed {
  readonly key: string;
  readonly value: string;
  readonly salt: string;
}

/** What one event holds about people. Leaves an event. */
export const readDisclosed = (
  sql: Sql,
  scopeId: string | null,
  seq: number,
): Promise<Disclosed[]> => sql<Disclosed[]>`
  select d.key, d.value, d.salt from stagedoor.disclose_personal_data(${scopeId}, ${seq}) as d`;

/** Every body of one sequence, in order. */
export async function readBodies(log: Log, sequenceId: string): Promise<Uint8Array[]> {
  const bodies: Uint8Array[] = [];
  for (let page = await log.leaves(sequenceId, 0); page.length > 0; ) {
    bodies.push(...page);
    page = await log.leaves(sequenceId, bodies.length);
  }
  return bodies;
}
