// Many writers at once: no gap, no fork, no deadlock. AUDIT_WRITES=2000 is the full promise.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../scripts/dev/database.ts";
import { connect, type Sql } from "../../scripts/dev/sql.ts";
import { testDatabase } from "../stack/database.ts";
import { bundleOf, record, sealerOf, sequenceId, verdictOf } from "./stage.ts";

const WRITERS = 16;
const WRITES = Number(process.env.AUDIT_WRITES ?? 40);
const A = sequenceId(1);
const B = sequenceId(2);

let database: Database;
let owner: Sql;
beforeAll(async () => {
  database = await testDatabase();
  owner = connect(database.url());
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

describe(`${WRITERS} writers, ${WRITES} events each`, () => {
  it("leave sequences without gap or fork, while a sealer follows them", async () => {
    const writers = Array.from({ length: WRITERS }, () => connect(database.url()));
    const sealer = sealerOf(owner);
    const writing = { isOver: false };
    const sealing = (async () => {
      const problems: unknown[] = [];
      while (!writing.isOver) problems.push(...(await sealer.run()).problems);
      return problems;
    })();

    await Promise.all(
      writers.map(async (sql, i) => {
        // Each transaction touches both sequences, every second writer in the other order.
        const order = i % 2 ? [A, B] : [B, A];
        for (let n = 0; n < WRITES; n++) {
          await sql.begin(async (tx) => {
            for (const sequence of order) await record(tx as unknown as Sql, sequence, 1);
          });
        }
      }),
    );
    writing.isOver = true;
    expect(await sealing).toEqual([]);
    while ((await sealer.run()).sealed.length > 0);
    await Promise.all(writers.map((sql) => sql.end()));

    for (const sequence of [A, B]) {
      const [row] = await owner`
        select public.verify_audit(${sequence}) as verdict,
          (select count(distinct convert_from(l.body, 'UTF8')::jsonb ->> 'prev')
           from stagedoor_audit.leaves as l where l.sequence_id = ${sequence}) as links`;
      expect(row?.verdict).toEqual({
        ok: true,
        events: WRITERS * WRITES,
        first_bad_seq: null,
        reason: null,
      });
      expect(Number(row?.links)).toBe(WRITERS * WRITES);
      expect(await verdictOf(await bundleOf(owner, sequence, sealer.held))).toMatch(
        /^OK: /,
      );
    }
  }, 600_000);

  it("see their own order: within a sequence, commits follow one another", async () => {
    const early = connect(database.url());
    const late = connect(database.url());
    const [before] =
      await owner`select max(seq) as seq from stagedoor_audit.leaves where sequence_id = ${A}`;
    await early.begin(async (tx) => {
      await record(tx as unknown as Sql, A, 1);
      // Another transaction queues later, and commits first.
      await record(late, A, 1);
    });
    const rows = await owner`
      select convert_from(body, 'UTF8')::jsonb ->> 'at' as at from stagedoor_audit.leaves
      where sequence_id = ${A} and seq > ${before?.seq} order by seq`;
    expect(rows.length).toBe(2);
    expect(rows[0]?.at > rows[1]?.at).toBe(true);
    await early.end();
    await late.end();
  });
});
