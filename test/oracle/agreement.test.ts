import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SUPERUSER } from "../../cli/postgres/cluster.ts";
import type { Database } from "../../scripts/dev/database.ts";
import { connect, type Sql } from "../../scripts/dev/sql.ts";
import { testDatabase } from "../stack/database.ts";
import { prepare } from "./ask.ts";
import { hunt, rareReasons, tallyOf } from "./hunt.ts";
import { PLANTED_BUGS, plant } from "./mutants.ts";
import { CONSENTS, REFUSALS } from "./oracle.ts";
import { pasteable, shrink } from "./shrink.ts";

/** Twenty worlds. The long run is `npm run oracle`. */
const SAMPLE = { decisions: 1_200, decisionsPerWorld: 100 };

let database: Database;
let sql: Sql;

beforeAll(async () => {
  database = await testDatabase();
  sql = connect(database.url(SUPERUSER));
  await prepare(sql);
});

afterAll(async () => {
  await sql.end();
  await database.drop();
});

/** Nothing, or the smallest world in which the answers differ, as SQL. */
const differenceFrom = async (seed: number): Promise<string> => {
  const { found } = await hunt([sql], { seed, ...SAMPLE });
  if (found === null) return "";
  const { drawn, difference } = await shrink(sql, found.drawn, found.difference);
  return `-- seed ${found.seed}\n${pasteable(drawn, difference)}`;
};

describe("the database and the oracle agree", () => {
  it("F13, F95, F107: in the same worlds every time", { timeout: 300_000 }, async () => {
    expect(await differenceFrom(1)).toBe("");
  });

  it("F13, F95, F107: in worlds never seen before", { timeout: 300_000 }, async () => {
    expect(await differenceFrom(Date.now() % 1_000_000_000)).toBe("");
  });
});

describe("the comparison can fail", () => {
  it("F51: every reason is the answer to at least one decision in a hundred", () => {
    const tally = tallyOf(1, 200);
    expect(tally.decisions).toBe(40_000);
    expect(rareReasons(tally, [...CONSENTS, ...REFUSALS])).toEqual([]);
  });

  it("F24: every planted bug still fits the function that it is planted in", {
    timeout: 120_000,
  }, async () => {
    const planted = await testDatabase();
    const connection = connect(planted.url(SUPERUSER));
    try {
      await prepare(connection);
      for (const bug of PLANTED_BUGS) {
        await connection.unsafe(await plant(connection, bug));
      }
      // Two of one function may change the same words: of each function the last.
      const last = new Map(PLANTED_BUGS.map((bug) => [bug.routine, bug]));
      for (const bug of last.values()) await plant(connection, bug);
      const { found } = await hunt([connection], { seed: 1, ...SAMPLE });
      expect(found).not.toBeNull();
    } finally {
      await connection.end();
      await planted.drop();
    }
  });
});
