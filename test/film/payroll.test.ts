// A week of payroll over the whole chart: what is planted in it is named, and nothing else.
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../scripts/dev/database.ts";
import { connect, type Sql } from "../../scripts/dev/sql.ts";
import { columnsOf, readRows } from "../../cli/film/csv.ts";
import { inRoot } from "../../scripts/lib/paths.ts";
import { testDatabase } from "../stack/database.ts";

let database: Database;
let owner: Sql;

type Entry = Record<string, string>;

const withoutLines = (file: string): Entry[] =>
  columnsOf(readRows(inRoot("supabase/film", file)));
const WEEK = withoutLines("payroll.csv");

beforeAll(async () => {
  database = await testDatabase({ from: "kit" });
  owner = connect(database.url());
  await owner.unsafe(`
    select tests.create_user(n) from unnest(array['pam', 'sarah']) as n;
    select tests.create_project('Alpha');
    select tests.grant_role('pam', 'Alpha', 'production_accountant');
    select tests.grant_role('sarah', 'Alpha', 'producer');
    insert into public.productions (project_id, currency)
    values (tests.project_id('Alpha'), 'USD')`);
  const chart = await as<{ rejected: unknown[] }>(
    "sarah",
    "select public.import_cost_codes(tests.project_id('Alpha'), $1, false, true) as answer",
    [withoutLines("chart.csv")],
  );
  expect(chart.rejected).toEqual([]);
  await owner.unsafe(`
    insert into public.budgets (project_id, name, currency, created_by, edited_by)
    select tests.project_id('Alpha'), 'Shooting', 'USD', tests.user_id('sarah'),
      tests.user_id('sarah');
    insert into public.budget_lines (project_id, budget_id, cost_code_id, currency, amount)
    select b.project_id, b.id, c.id, 'USD', 100000
    from public.budgets as b join public.cost_codes as c on c.is_postable`);
});
afterAll(async () => {
  await owner?.end();
  await database?.drop();
});

function as<T>(name: string, question: string, params: unknown[]): Promise<T> {
  return owner.begin(async (sql) => {
    await sql`select tests.authenticate_as(${name})`;
    const [row] = await sql.unsafe(question, params as never);
    return row?.["answer"] as T;
  }) as Promise<T>;
}

interface Rejected {
  row: number;
  checkpoint: string;
  expected: string;
  actual: string;
}

interface Outcome {
  imported: number;
  rejected: Rejected[];
}

/** What stands beside the week in which the mistakes were planted. */
interface PlantedWeek {
  rows: number;
  imported: number;
  imported_when_the_rejected_are_left_out: number;
  total_when_the_rejected_are_left_out: string;
  rejected: Rejected[];
}

const importWeek = (rows: Entry[], key: string, partial = false): Promise<Outcome> =>
  as(
    "pam",
    "select public.import_transactions(tests.project_id('Alpha'), $1, $2, $3) as answer",
    [rows, key, partial],
  );

async function ledger(): Promise<{ costs: number; total: string }> {
  const [row] = await owner<{ costs: number; total: string }[]>`
    select count(*)::integer as costs, coalesce(sum(amount), 0)::text as total
    from public.cost_transactions`;
  return row as { costs: number; total: string };
}

/** Of each mistake: where it is made, what is written there, and what has to be answered. */
const MISTAKES: [
  cost_code: string,
  but: Entry,
  checkpoint: string,
  expected: string,
  actual: string,
][] = [
  ["2501", { cost_code: "2501 " }, "cost_code_prefix", "grammar", "2501 "],
  ["3302", { cost_code: "9302" }, "cost_code_prefix", "a prefix of the chart", "9302"],
  ["3202", { cost_code: "3402" }, "cost_code_prefix", "lighting", "sound"],
  ["3101", { cost_code: "3100" }, "cost_code_prefix", "a code that takes costs", "3100"],
  ["2901", { cost_code: "290-1" }, "cost_code_prefix", "four digits", "290"],
  [
    "3303",
    { union_agreement: "IATSE-695" },
    "union_jurisdiction",
    "IATSE-600",
    "IATSE-695",
  ],
  ["3502", { union_agreement: "" }, "union_jurisdiction", "TEAM-399", ""],
  ["2801", { union_agreement: "IATSE-999" }, "union_jurisdiction", "IATSE-44", "IATSE-999"],
  ["4601", { line_code: "1401" }, "category", "below_line", "above_line"],
  ["1407", { amount: "1983.335" }, "amount", "at most 2 decimals, above zero", "1983.335"],
  ["2006", { currency: "CAD" }, "currency", "USD", "CAD"],
];

const musician: Entry = {
  ...WEEK[0],
  department: "music",
  cost_code: "5202",
  union_agreement: "AFM-TMP",
};

describe("a payroll", () => {
  it("F44, F45, F120: each planted mistake of a week is named where it is, and no other row", async () => {
    const rows = [...WEEK, musician];
    const wanted: Outcome["rejected"] = [
      {
        row: rows.length,
        checkpoint: "union_jurisdiction",
        expected: "valid on 2026-11-21",
        actual: "AFM-TMP until 2026-11-14",
      },
    ];
    for (const [code, but, checkpoint, expected, actual] of MISTAKES) {
      const at = rows.findIndex((row) => row["cost_code"] === code);
      expect(at).toBeGreaterThanOrEqual(0);
      rows[at] = { ...rows[at], ...but };
      wanted.push({ row: at + 1, checkpoint, expected, actual });
    }
    wanted.sort((a, b) => a.row - b.row);

    expect(await importWeek(rows, "with mistakes")).toEqual({
      imported: 0,
      rejected: wanted,
    });
    expect((await ledger()).costs).toBe(0);

    const part = await importWeek(rows, "with mistakes", true);
    expect(part).toEqual({ imported: rows.length - wanted.length, rejected: wanted });
    const right = rows.filter((_, n) => !wanted.some(({ row }) => row === n + 1));
    expect(await ledger()).toEqual({
      costs: right.length,
      total: (
        right.reduce((sum, row) => sum + Math.round(Number(row["amount"]) * 100), 0) / 100
      ).toFixed(2),
    });
  });

  it("F44, F120: of 200 rows with twelve mistakes, each is named as it was planted", async () => {
    const week = columnsOf(readRows(inRoot("test/film/week/payroll_week.csv")));
    const planted = JSON.parse(
      readFileSync(inRoot("test/film/week/payroll_week_expected.json"), "utf8"),
    ) as PlantedWeek;
    const rejected = planted.rejected.map(
      ({ row, checkpoint, expected, actual }): Rejected => ({
        row,
        checkpoint,
        expected,
        actual,
      }),
    );
    expect([week.length, rejected.length]).toEqual([planted.rows, 12]);
    const before = await ledger();
    expect(await importWeek(week, "the planted week")).toEqual({
      imported: planted.imported,
      rejected,
    });
    expect(await ledger()).toEqual(before);

    expect(await importWeek(week, "the planted week", true)).toEqual({
      imported: planted.imported_when_the_rejected_are_left_out,
      rejected,
    });
    const after = await ledger();
    expect(after.costs - before.costs).toBe(188);
    expect((Number(after.total) - Number(before.total)).toFixed(2)).toBe(
      planted.total_when_the_rejected_are_left_out,
    );
  });

  it("F44, F120: of 2,000 rows the three with a misaligned prefix are named, and go in put right", async () => {
    const rows = Array.from(
      { length: 2000 },
      (_, n): Entry => ({
        ...(WEEK[n % WEEK.length] as Entry),
        payee: `Payee ${n}`,
      }),
    );
    const before = await ledger();
    const at = [17, 999, 1999];
    const planted = rows.map((row, n) =>
      at.includes(n) ? { ...row, department: "delivery" } : row,
    );

    const outcome = await importWeek(planted, "two thousand");
    expect(outcome.imported).toBe(0);
    expect(outcome.rejected).toEqual(
      at.map((n) => ({
        row: n + 1,
        checkpoint: "cost_code_prefix",
        expected: "delivery",
        actual: rows[n]?.["department"],
      })),
    );
    expect(await ledger()).toEqual(before);

    expect(await importWeek(rows, "two thousand")).toEqual({
      imported: 2000,
      rejected: [],
    });
    expect((await ledger()).costs).toBe(before.costs + 2000);
    expect(await importWeek(rows, "two thousand")).toEqual({
      imported: 2000,
      rejected: [],
    });
    expect((await ledger()).costs).toBe(before.costs + 2000);
  });

  it("F120: the week that ships is one that the chart that ships takes whole", async () => {
    expect(await importWeek(WEEK, "as it ships")).toEqual({
      imported: WEEK.length,
      rejected: [],
    });
  });

  it("F120: a payroll that two send at once under one key goes in once", async () => {
    const before = await ledger();
    const rows = WEEK.slice(0, 20);
    const both = await Promise.all([
      importWeek(rows, "at once"),
      importWeek(rows, "at once"),
    ]);

    expect(both).toEqual([
      { imported: 20, rejected: [] },
      { imported: 20, rejected: [] },
    ]);
    expect((await ledger()).costs).toBe(before.costs + 20);
  });
});
