// A superuser changes the log in the database; whoever holds the last checkpoint finds it,
// and where it begins. AUDIT_TAMPERINGS=10000 runs all that the promise speaks of (F47).
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../scripts/dev/database.ts";
import { connect, type Sql } from "../../scripts/dev/sql.ts";
import { readBodies, sqlLog } from "../../cli/audit/log.ts";
import { testDatabase } from "../stack/database.ts";
import { bodyOf, relink } from "./fixture.ts";
import {
  bundleOf,
  pythonVerdict,
  record,
  sealerOf,
  sequenceId,
  verdictOf,
} from "./stage.ts";

const TRIES = Number(process.env.AUDIT_TAMPERINGS ?? 300);
const SEED = Number(process.env.AUDIT_SEED ?? 20261122);
const SIZE = 48;
const A = sequenceId(1);
const B = sequenceId(2);

let database: Database;
let admin: Sql;
let bodies: Uint8Array[];
let foreign: Uint8Array[];
let sealer: ReturnType<typeof sealerOf>;

beforeAll(async () => {
  database = await testDatabase();
  const owner = connect(database.url());
  sealer = sealerOf(owner);
  for (let i = 0; i < 4; i++) {
    for (const sequence of [A, B]) await record(owner, sequence, SIZE / 4);
    expect((await sealer.run()).problems).toEqual([]);
  }
  bodies = await readBodies(sqlLog(owner), A);
  foreign = await readBodies(sqlLog(owner), B);
  await owner.end();

  // Nothing in the database holds a superuser back.
  admin = connect(database.url("supabase_admin"));
  await admin.unsafe(`
    alter table stagedoor_audit.leaves disable trigger all;
    alter table stagedoor_audit.heads disable trigger all;
    alter table stagedoor_audit.leaves drop constraint leaves_leaf_hash_of_body_check`);
});
afterAll(async () => {
  await admin.end();
  await database.drop();
});

/** A small generator, so that a failure can be run again. */
function dice(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

type Roll = ReturnType<typeof dice>;

const reworded = (body: Uint8Array) =>
  Buffer.from(
    Buffer.from(body)
      .toString("utf8")
      .replace(/"reason": "[^"]*"/, '"reason": "rewritten"'),
  );

/** Every kind of change, from one honest log to another log. */
const CHANGES: Record<string, (roll: Roll) => Uint8Array[]> = {
  "one byte": (roll) => {
    const at = roll(SIZE);
    const body = Uint8Array.from(bodies[at] as Uint8Array);
    const byte = roll(body.length);
    body[byte] = (body[byte] as number) ^ (1 + roll(255));
    return bodies.with(at, body);
  },
  removal: (roll) => bodies.toSpliced(roll(SIZE), 1),
  "removal, linked again": (roll) => {
    const at = roll(SIZE - 1);
    return relink(bodies.toSpliced(at, 1), at);
  },
  "removal of the end": (roll) => bodies.slice(0, SIZE - 1 - roll(SIZE - 1)),
  insertion: (roll) => {
    const at = roll(SIZE);
    return bodies.toSpliced(at, 0, bodyOf(A, at + 1, "0".repeat(64), "inserted"));
  },
  "insertion, linked again": (roll) => {
    const at = roll(SIZE);
    return relink(
      bodies.toSpliced(at, 0, bodyOf(A, at + 1, "0".repeat(64), "inserted")),
      at,
    );
  },
  "two places exchanged": (roll) => {
    const at = roll(SIZE - 1);
    const other = at + 1 + roll(SIZE - 1 - at);
    return bodies
      .with(at, bodies[other] as Uint8Array)
      .with(other, bodies[at] as Uint8Array);
  },
  "places exchanged, linked again": (roll) => {
    const at = roll(SIZE - 1);
    return relink(
      bodies.with(at, bodies[at + 1] as Uint8Array).with(at + 1, bodies[at] as Uint8Array),
      at,
    );
  },
  "a splice of another log": (roll) => {
    const at = roll(SIZE);
    const length = 1 + roll(SIZE - at);
    return bodies.toSpliced(at, length, ...foreign.slice(at, at + length));
  },
  "a rewrite to the end": (roll) => {
    const at = roll(SIZE);
    return relink(bodies.with(at, reworded(bodies[at] as Uint8Array)), at);
  },
};

/** Put another log in the place of the honest one, hashes and head made to fit. */
async function replaceLog(sql: Sql, changed: readonly Uint8Array[]): Promise<void> {
  await sql`delete from stagedoor_audit.leaves where sequence_id = ${A}`;
  await sql`
    insert into stagedoor_audit.leaves
    select ${A}, b.n, b.body, sha256('\\x00'::bytea || b.body), now(), 'test.event', null
    from (
      select n, decode(digits, 'hex') as body
      from unnest(${changed.map((body) => Buffer.from(body).toString("hex"))}::text[])
        with ordinality as t (digits, n)
    ) as b`;
  await sql`
    update stagedoor_audit.heads as h
    set last_seq = l.seq, last_hash = l.leaf_hash
    from stagedoor_audit.leaves as l
    where h.sequence_id = ${A} and l.sequence_id = ${A} and l.seq = ${changed.length}`;
}

/** The first position at which a changed log differs from the honest one. */
function firstDifference(changed: readonly Uint8Array[]): number {
  const at = bodies.findIndex(
    (body, i) => changed[i] === undefined || Buffer.compare(body, changed[i]) !== 0,
  );
  return at + 1;
}

describe("the log under test", () => {
  it("verifies as it is, and as it grows past its last checkpoint", async () => {
    expect(bodies.length).toBe(SIZE);
    expect(await verdictOf(await bundleOf(admin, A, sealer.held))).toMatch(/^OK: /);
    const grown = relink([...bodies, bodies[0] as Uint8Array], SIZE);
    await admin
      .begin(async (sql) => {
        await replaceLog(sql as unknown as Sql, grown);
        expect(
          await verdictOf(await bundleOf(sql as unknown as Sql, A, sealer.held)),
        ).toMatch(/^OK: /);
        throw new Error("undo");
      })
      .catch((error: Error) => expect(error.message).toBe("undo"));
  });
});

describe("a log that a superuser deletes whole, with its head", () => {
  it("is missed by the next run of the sealer, and the other is not (F47)", async () => {
    await admin
      .begin(async (sql) => {
        await sql`delete from stagedoor_audit.leaves where sequence_id = ${A}`;
        await sql`delete from stagedoor_audit.heads where sequence_id = ${A}`;
        const { problems } = await sealer.run(sql as unknown as Sql);
        expect(problems).toEqual([
          { sequence: A, problem: `${SIZE} events were sealed, and no log is left` },
        ]);
        throw new Error("undo");
      })
      .catch((error: Error) => expect(error.message).toBe("undo"));
    expect((await sealer.run(admin)).problems).toEqual([]);
  });
});

describe(`${TRIES} changes by a superuser, seed ${SEED}`, () => {
  const kinds = Object.entries(CHANGES);
  const perKind = Math.ceil(TRIES / kinds.length);

  it.each(kinds)(
    "%s is found, and where it begins",
    async (kind, change) => {
      const roll = dice(SEED + kinds.findIndex(([name]) => name === kind));
      for (let i = 0; i < perKind; i++) {
        const changed = change(roll);
        const where = firstDifference(changed);
        expect(where, "a change that changes nothing").toBeGreaterThan(0);
        await admin
          .begin(async (sql) => {
            await replaceLog(sql as unknown as Sql, changed);
            const bundle = await bundleOf(sql as unknown as Sql, A, sealer.held);
            const verdict = await verdictOf(bundle);
            expect(verdict, `${kind} at ${where}`).toMatch(
              new RegExp(`^FAILED: event ${where} `),
            );
            // Without the delivered hashes the position is less exact, never the finding.
            expect(await verdictOf({ ...bundle, hashes: "" })).toMatch(/^FAILED: /);
            if (i < 2) {
              expect(await pythonVerdict(bundle)).toMatch(
                new RegExp(`^FAILED: event ${where} `),
              );
              expect(await pythonVerdict({ ...bundle, hashes: "" })).toMatch(/^FAILED: /);
            }
            throw new Error("undo");
          })
          .catch((error: Error) => {
            if (error.message !== "undo") throw error;
          });
      }
    },
    600_000,
  );
});
