// What npm start lays out for the film part, counted: a file that stops half-way, or says a thing
// twice, is noticed here.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../scripts/dev/database.ts";
import { connect, runSqlFile, type Sql } from "../../scripts/dev/sql.ts";
import { inRoot } from "../../scripts/lib/paths.ts";
import { testDatabase } from "../stack/database.ts";

const FILES = ["seed.sql", "film/production.sql", "film/data.sql", "film/money.sql"];

let database: Database;
let owner: Sql;

beforeAll(async () => {
  database = await testDatabase();
  owner = connect(database.url());
  for (const file of FILES) await runSqlFile(owner, inRoot("supabase", file));
});
afterAll(async () => {
  await owner?.end();
  await database?.drop();
});

/** Rows of every table of the film part, and how many events there are. */
async function counted(): Promise<Record<string, number>> {
  const tables = [
    "productions",
    "cost_codes",
    "department_prefixes",
    "union_agreements",
    "union_rates",
    "cost_policies",
    "budgets",
    "budget_lines",
    "budget_moves",
    "spending_authorities",
    "cost_transactions",
    "transaction_approvals",
    "emergency_overrides",
  ];
  const [row] = await owner.unsafe<Record<string, number>[]>(
    `select ${tables
      .map((name) => `(select count(*)::integer from public.${name}) as ${name}`)
      .join(", ")}, (select count(*)::integer from stagedoor_audit.leaves) as events`,
  );
  return { ...row };
}

describe("the demonstration of the film part", () => {
  it("has as many rows as its files name", async () => {
    const { events, ...rows } = await counted();
    expect(events).toBeGreaterThan(400);
    expect(rows).toEqual({
      productions: 1,
      cost_codes: 386,
      department_prefixes: 32,
      // 26 that ship, and 26 of Alpha's own with their rates.
      union_agreements: 52,
      union_rates: 96,
      cost_policies: 4,
      budgets: 1,
      budget_lines: 12,
      budget_moves: 1,
      spending_authorities: 4,
      cost_transactions: 6,
      transaction_approvals: 5,
      emergency_overrides: 2,
    });
  });

  it("F40, F41, F42: has an override that is over and one that waits to be authorized", async () => {
    const overrides = await owner`
      select o.status, o.spent, o.moved, o.max_amount, o.reason_kind, o.revoke_reason
      from public.emergency_overrides as o order by o.requested_at`;
    expect(overrides).toEqual([
      {
        status: "Revoked",
        spent: "4200",
        moved: "4200",
        max_amount: "10000",
        reason_kind: "weather",
        revoke_reason: "completed",
      },
      {
        status: "Requested",
        spent: "0",
        moved: "0",
        max_amount: "5000",
        reason_kind: "weather",
        revoke_reason: null,
      },
    ]);
    const steps = await owner`
      select l.event from stagedoor_audit.leaves as l
      join public.emergency_overrides as o on o.id = l.override_id and o.status = 'Revoked'
      where l.event like 'override.%' order by l.seq`;
    expect(steps.map(({ event }) => event.replace("override.", ""))).toEqual([
      "requested",
      "authorized",
      "started",
      "changed",
      "changed",
      "completed",
      "revoked",
    ]);
  });

  it("changes nothing when it is laid out again", async () => {
    const before = await counted();
    for (const file of FILES) await runSqlFile(owner, inRoot("supabase", file));
    expect(await counted()).toEqual(before);
  });
});
