// Cost access and overrides in random productions: what the calls answer, what row-level security
// lets be written, and what the contract says are the same. npm run oracle plants bugs into it.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SUPERUSER } from "../../cli/postgres/cluster.ts";
import type { Database } from "../../scripts/dev/database.ts";
import { connect, type Sql } from "../../scripts/dev/sql.ts";
import { COST_BUGS } from "../oracle/film/cost_bugs.ts";
import { costDifference } from "../oracle/film/costs.ts";
import { OVERRIDE_BUGS } from "../oracle/film/override_bugs.ts";
import { outcomes, overrideDifferences } from "../oracle/film/override_compare.ts";
import { prepareOverrides } from "../oracle/film/override_staging.ts";
import { overrideWorlds } from "../oracle/film/override_worlds.ts";
import { STEPS } from "../oracle/film/overrides.ts";
import { compareProduct } from "../oracle/film/product_compare.ts";
import { someOfProduct } from "../oracle/film/product.ts";
import { costWorlds } from "../oracle/film/productions.ts";
import { plant } from "../oracle/mutants.ts";
import { testDatabase } from "../stack/database.ts";

let database: Database;
let sql: Sql;

const FRESH = Date.now() % 1_000_000_000;
const SEEDS = [2026, FRESH];

beforeAll(async () => {
  database = await testDatabase({ from: "kit" });
  sql = connect(database.url(SUPERUSER));
  await prepareOverrides(sql);
});
afterAll(async () => {
  await sql?.end();
  await database?.drop();
});

describe("cost access", () => {
  it.each(SEEDS)(
    "is what the contract says, and what row-level security does (F28 to F33, F35, F36; seed %i)",
    { timeout: 300_000 },
    async (seed) => {
      const asked = new Map<string, number>();
      for (const world of costWorlds(3, seed)) {
        // The world beside the difference: both are what a failure shows.
        const difference = await costDifference(sql, world, asked);
        expect(difference && { difference, world }).toBeNull();
      }
      expect([...asked.keys()].toSorted()).toEqual(["approve", "denied", "read"]);
    },
  );

  it(`is what row-level security does for every role, whatever one policy says (F28, F31, F32, F35; seed ${FRESH})`, {
    timeout: 600_000,
  }, async () => {
    const fresh = await testDatabase({ from: "kit" });
    const connection = connect(fresh.url(SUPERUSER));
    try {
      const { found, levels } = await compareProduct(
        connection,
        someOfProduct(SOME, FRESH),
      );
      expect(found).toEqual([]);
      expect([...levels.keys()].toSorted()).toEqual(["a", "d", "r"]);
    } finally {
      await connection.end();
      await fresh.drop();
    }
  });
});

/** How many of all policies are asked here; npm run oracle asks all. */
const SOME = 6;

describe("emergency overrides", () => {
  it.each(SEEDS)(
    "lift, pay and end as the contract says (F40 to F42, F112, F118, F119; seed %i)",
    { timeout: 300_000 },
    async (seed) => {
      for (const world of overrideWorlds(3, seed)) {
        const [difference] = await overrideDifferences(sql, world);
        expect(difference && { difference, world }).toBeUndefined();
      }
    },
  );

  it("are drawn so that each act is done and refused (F40 to F42)", async () => {
    const counted = await outcomes(sql, overrideWorlds(200, 1));
    const rare = ACTS.flatMap((act) => [`${act} done`, `${act} refused`]).filter(
      (outcome) => (counted.get(outcome) ?? 0) < 10,
    );
    expect(rare).toEqual([]);
  });
});

/** What is tried under an override and with it. */
const ACTS = ["approve_transaction", "reallocate_budget", "commit", ...STEPS];

describe("the comparison of the film part can fail", () => {
  it("F32, F40: every planted bug still fits the function that it is planted in", {
    timeout: 120_000,
  }, async () => {
    const rules = new Set<string>();
    for (const bug of [...COST_BUGS, ...OVERRIDE_BUGS]) {
      rules.add(bug.rule);
      await sql.unsafe(await plant(sql, bug));
    }
    expect(rules.size).toBe(COST_BUGS.length + OVERRIDE_BUGS.length);
  });
});
