// Ownership and crew in random companies: what each person sees, may write and is told, and what
// the contract says are the same. npm run oracle plants bugs into it.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SUPERUSER } from "../../cli/postgres/cluster.ts";
import type { Database } from "../../scripts/dev/database.ts";
import { connect, type Sql } from "../../scripts/dev/sql.ts";
import { companies } from "../oracle/companies.ts";
import { plant } from "../oracle/mutants.ts";
import { ownershipDifferences } from "../oracle/ownership.ts";
import { OWNERSHIP_BUGS } from "../oracle/ownership_bugs.ts";
import { prepareOwnership } from "../oracle/staging.ts";
import { testDatabase } from "../stack/database.ts";

let database: Database;
let sql: Sql;

beforeAll(async () => {
  database = await testDatabase({ from: "kit" });
  sql = connect(database.url(SUPERUSER));
  await prepareOwnership(sql);
});
afterAll(async () => {
  await sql?.end();
  await database?.drop();
});

describe("a company of a theatre", () => {
  it.each([2026, Date.now() % 1_000_000_000])(
    "shows each person what the contract says, and lets them do it (F63 to F75, F91; seed %i)",
    { timeout: 300_000 },
    async (seed) => {
      const asked = new Map<string, number>();
      for (const company of companies(2, seed)) {
        // The company beside the differences: both are what a failure shows.
        const differences = await ownershipDifferences(sql, company, asked);
        expect(differences.length > 0 && { differences, company }).toBe(false);
      }
      // Somebody reads, somebody writes and somebody is refused, whatever is drawn.
      const kinds = ["scripts yes", "scripts no", "update yes", "update no"];
      expect(kinds.filter((kind) => !asked.has(kind))).toEqual([]);
    },
  );

  it("still has every text that a planted bug changes (F68)", async () => {
    const planted = new Set<string>();
    for (const bug of OWNERSHIP_BUGS) {
      const before = await plant(sql, bug);
      await sql.unsafe(before);
      planted.add(bug.rule);
    }
    expect(planted.size).toBe(OWNERSHIP_BUGS.length);
  });
});
