// The money of a production over HTTP: a payroll goes in, money moves between lines, the report
// and the guild reconcile, and an application asks lazily who may write.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCostResolver } from "../../client/cost-resolver.ts";
import { type EndToEnd, endToEnd, ok, type Person } from "./stack.ts";

let stack: EndToEnd;

// Olivia founds the company and produces, Priya keeps the books, Liam is line producer. Mallory
// belongs nowhere.
let olivia: Person;
let priya: Person;
let liam: Person;
let mallory: Person;
let project: string;
const codes: Record<string, string> = {};
const lines: Record<string, string> = {};

const today = new Date().toISOString().slice(0, 10);

beforeAll(async () => {
  stack = await endToEnd();
  [olivia, priya, liam, mallory] = (await Promise.all(
    ["olivia", "priya", "liam", "mallory"].map((name) => stack.signUp(name)),
  )) as [Person, Person, Person, Person];
  const company = await ok(
    olivia.supabase.rpc("create_organization", { p_name: "Northlight Pictures" }),
  );
  project = await ok(
    olivia.supabase.rpc("create_project", { p_organization_id: company, p_name: "Alpha" }),
  );
  await ok(
    olivia.supabase.rpc("create_production", { p_project_id: project, p_currency: "USD" }),
  );
  for (const [person, role] of [
    [priya, "production_accountant"],
    [liam, "line_producer"],
  ] as const) {
    await ok(
      olivia.supabase.rpc("grant_access", {
        p_user_id: person.id,
        p_scope_id: project,
        p_grant_type: "role",
        p_grant_key: role,
      }),
    );
  }
  const chart = await ok(
    olivia.supabase.rpc("import_cost_codes", {
      p_project_id: project,
      p_create_departments: true,
      p_rows: [
        { code: "1401", name: "=Cast", category: "above_line", department: "cast" },
        {
          code: "3300",
          name: "Camera",
          category: "below_line",
          department: "camera",
          kind: "header",
        },
        {
          code: "3302",
          parent_code: "3300",
          name: "Operators",
          category: "below_line",
          union_agreement: "IATSE-600",
        },
        { code: "3310", parent_code: "3300", name: "Rentals", category: "below_line" },
      ],
    }),
  );
  expect(chart).toMatchObject({ imported: 4, rejected: [] });
  for (const { id, code } of await ok(
    olivia.supabase.from("cost_codes").select("id, code"),
  )) {
    codes[code] = id;
  }
  const budget = await ok(
    olivia.supabase.rpc("create_budget", { p_project_id: project, p_name: "Shooting" }),
  );
  for (const code of ["1401", "3302", "3310"]) {
    lines[code] = await ok(
      olivia.supabase.rpc("save_budget_line", {
        p_budget_id: budget,
        p_cost_code_id: codes[code] ?? "",
        p_amount: 5000,
      }),
    );
  }
});
afterAll(() => stack?.stop());

describe("a payroll", () => {
  const row = (but: object = {}) => ({
    week_ending: today,
    payee: "Camera 1",
    department: "camera",
    cost_code: "3302",
    union_agreement: "IATSE-600",
    earning: "straight_time",
    hours: "40.0",
    amount: "2480.00",
    currency: "USD",
    ...but,
  });

  it("F120: is named where it is wrong, and goes in once when it is right", async () => {
    const send = (rows: object[], key: string) =>
      priya.supabase.rpc("import_transactions", {
        p_project_id: project,
        p_rows: rows as never,
        p_idempotency_key: key,
      });
    expect(await ok(send([row(), row({ cost_code: "330" })], "week"))).toEqual({
      imported: 0,
      rejected: [
        { row: 2, checkpoint: "cost_code_prefix", expected: "four digits", actual: "330" },
      ],
    });
    expect(await ok(send([row()], "week"))).toEqual({ imported: 1, rejected: [] });
    expect(await ok(send([row()], "week"))).toEqual({ imported: 1, rejected: [] });
    const other = await send([row(), row()], "week");
    expect([other.status, other.error?.code]).toEqual([409, "23505"]);
    expect(
      await ok(priya.supabase.from("cost_transactions").select("amount, kind")),
    ).toEqual([{ amount: 2480, kind: "payroll" }]);
    expect(
      (
        await mallory.supabase.rpc("import_transactions", {
          p_project_id: project,
          p_rows: [row()] as never,
          p_idempotency_key: "mine",
        })
      ).status,
    ).toBe(404);
  });
});

describe("money", () => {
  const move = (person: Person, from: string, to: string, amount: number) =>
    person.supabase.rpc("reallocate_budget", {
      p_from_line_id: lines[from] ?? "",
      p_to_line_id: lines[to] ?? "",
      p_amount: amount,
      p_reason: "a second body",
    });

  it("F119: moves between two lines below the line, by whoever signs there", async () => {
    await ok(move(liam, "3302", "3310", 120.5));
    expect((await move(priya, "3302", "3310", 1)).status).toBe(403);
    expect((await move(liam, "1401", "3310", 1)).status).toBe(403);
    expect((await move(olivia, "1401", "3310", 1)).error?.code).toBe("23514");
    const now = await ok(
      liam.supabase.from("budget_lines").select("amount, moved").order("amount"),
    );
    expect(now).toEqual([
      { amount: 4879.5, moved: -120.5 },
      { amount: 5000, moved: 0 },
      { amount: 5120.5, moved: 120.5 },
    ]);
  });
});

describe("a report", () => {
  it("F120: is a table of the trade, and of no day before the production", async () => {
    const report = await ok(
      liam.supabase.rpc("get_cost_report", { p_project_id: project }),
    );
    expect(
      report.map(({ code, is_header, budget, final }) => [code, is_header, budget, final]),
    ).toEqual([
      ["1401", false, 5000, 5000],
      ["3300", true, 10000, 10000],
      ["3302", false, 4879.5, 4879.5],
      ["3310", false, 5120.5, 5120.5],
    ]);
    const before = await liam.supabase.rpc("get_cost_report", {
      p_project_id: project,
      p_as_of: "2020-01-01",
    });
    expect([before.status, before.error?.code]).toEqual([400, "22023"]);
  });

  it("F120: is CSV that no spreadsheet takes for formulas", async () => {
    const { data, error } = await liam.supabase
      .rpc("get_cost_report", { p_project_id: project })
      .select("code, name, budget, variance")
      .csv();
    expect(error).toBeNull();
    expect(data?.split("\n")).toEqual([
      "code,name,budget,variance",
      `1401,"'=Cast",5000,0`,
      "3300,Camera,10000.0,0.0",
      "3302,Operators,4879.5,0.0",
      "3310,Rentals,5120.5,0.0",
    ]);
  });

  it("F120: reconciles a guild for whoever reads the audit", async () => {
    const { data: agreement } = await olivia.supabase
      .from("union_agreements")
      .select("id")
      .eq("code", "IATSE-600")
      .single();
    const ask = (person: Person) =>
      person.supabase.rpc("guild_reconciliation", {
        p_project_id: project,
        p_union_agreement_id: agreement?.id ?? "",
        p_from: today,
        p_to: today,
      });
    expect(await ok(ask(priya))).toEqual([]);
    expect((await ask(liam)).status).toBe(403);
    expect((await ask(mallory)).status).toBe(404);
  });
});

describe("an application", () => {
  it("F37, F38: asks about a code when it is looked at, and learns of a new phase", async () => {
    const role = await ok(
      olivia.supabase.rpc("save_cost_policy", {
        p_project_id: project,
        p_row: { role_key: "line_producer", category: "below_line", phase: "wrap" },
      }),
    );
    expect(role).toBeTruthy();
    const { data: code } = await liam.supabase
      .from("cost_codes")
      .select("id, department_id, project_id")
      .eq("code", "3310")
      .single();
    const scopeId = code?.department_id ?? "";
    const resolver = createCostResolver(liam.supabase);
    const ask = () => resolver.resolve({ costCodeId: code?.id ?? "", scopeId });

    const all = await Promise.all(Array.from({ length: 50 }, ask));
    expect(new Set(all).size).toBe(1);
    expect(all[0]).toMatchObject({ access: "approve", code: "3310", phase: "development" });

    await ok(
      olivia.supabase.rpc("set_production_phase", {
        p_project_id: project,
        p_phase: "wrap",
        p_reason: "wrapped",
      }),
    );
    expect((await ask()).phase).toBe("development");
    await resolver.refresh(scopeId);
    expect(await ask()).toMatchObject({ access: "denied", phase: "wrap" });

    // What is known of oneself answers for nobody else.
    const another = { costCodeId: code?.id ?? "", scopeId };
    expect(await resolver.resolve(another, olivia.id)).toMatchObject({ access: "approve" });
  });
});
