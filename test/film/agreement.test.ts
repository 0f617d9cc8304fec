// Cost access in random productions: what resolve_cost_access answers, what row-level security lets
// be written, and what the contract says are the same. npm run oracle plants bugs into it.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SUPERUSER } from "../../cli/postgres/cluster.ts";
import type { Database } from "../../scripts/dev/database.ts";
import { connect, type Sql } from "../../scripts/dev/sql.ts";
import { costDifference } from "../oracle/film/costs.ts";
import { costWorlds } from "../oracle/film/productions.ts";
import { prepareCosts } from "../oracle/film/staging.ts";
import { testDatabase } from "../stack/database.ts";

let database: Database;
let sql: Sql;

beforeAll(async () => {
  database = await testDatabase({ from: "kit" });
  sql = connect(database.url(SUPERUSER));
  await prepareCosts(sql);
});
afterAll(async () => {
  await sql?.end();
  await database?.drop();
});

describe("cost access", () => {
  it.each([2026, Date.now() % 1_000_000_000])(
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
});
