// One production from prep to wrap, over HTTP with supabase-js, and what stays of it: a folder with
// which the guarantor's auditor proves offline what an emergency was.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCostResolver } from "../../client/cost-resolver.ts";
import { withEmergencyOverride } from "../../client/emergency-override.ts";
import { verdictOn } from "../../cli/audit/verdict.ts";
import { keyOf } from "../audit/stage.ts";
import { Lender, proven, verified } from "../film/lender.ts";
import { refused, stepUp } from "./production.ts";
import { type EndToEnd, endToEnd, ok, type Person } from "./stack.ts";

let stack: EndToEnd;
let lender: Lender;

// Olivia founds the company and produces, Priya and Pia keep the books, Liam is line producer, Eve
// the designated executive producer, Bob audits for the guarantor. Mallory belongs nowhere.
const NAMES = ["olivia", "priya", "pia", "liam", "eve", "bob", "mallory"] as const;
const cast = {} as Record<(typeof NAMES)[number], Person>;
let project: string;
let override: string;
const codes: Record<string, string> = {};
const lines: Record<string, string> = {};
const agreements: Record<string, string> = {};

const as = (name: (typeof NAMES)[number]) => cast[name].supabase;
const access = (name: (typeof NAMES)[number], code: string) =>
  ok(as(name).rpc("resolve_cost_access", { p_cost_code_id: codes[code] ?? "" }));
const enter = (code: string, amount: number, key: string) =>
  ok(
    as("priya").rpc("submit_transaction", {
      p_cost_code_id: codes[code] ?? "",
      p_budget_line_id: lines[code] ?? "",
      p_amount: amount,
      p_currency: "USD",
      p_description: "A cost",
      p_idempotency_key: key,
    }),
  );
const approve = (name: (typeof NAMES)[number], id: string) =>
  as(name).rpc("approve_transaction", { p_transaction_id: id });
const phase = (to: "prep" | "principal_photography" | "wrap", reason: string) =>
  ok(
    as("olivia").rpc("set_production_phase", {
      p_project_id: project,
      p_phase: to,
      p_reason: reason,
    }),
  );

beforeAll(async () => {
  stack = await endToEnd();
  await Promise.all(
    NAMES.map(async (name) => {
      cast[name] = await stack.signUp(name);
    }),
  );
  const company = await ok(
    as("olivia").rpc("create_organization", { p_name: "Northlight Pictures" }),
  );
  await stepUp(cast.olivia);
  project = await ok(
    as("olivia").rpc("create_project", { p_organization_id: company, p_name: "Alpha" }),
  );
  if (stack.databaseUrl) lender = new Lender(stack.databaseUrl);
});
afterAll(async () => {
  lender?.end();
  await stack?.stop();
});

describe("in prep", () => {
  it("F40: a producer makes a production, staffs it and names its executive producer", async () => {
    await ok(
      as("olivia").rpc("create_production", { p_project_id: project, p_currency: "USD" }),
    );
    for (const [name, type, key] of [
      ["priya", "role", "production_accountant"],
      ["pia", "role", "production_accountant"],
      ["liam", "role", "line_producer"],
      ["eve", "role", "executive_producer"],
      ["bob", "permission", "audit:view"],
      ["bob", "permission", "override:view"],
    ] as const) {
      await ok(
        as("olivia").rpc("grant_access", {
          p_user_id: cast[name].id,
          p_scope_id: project,
          p_grant_type: type,
          p_grant_key: key,
        }),
      );
    }
    await ok(
      as("olivia").rpc("designate_executive_producer", {
        p_project_id: project,
        p_user_id: cast.eve.id,
      }),
    );
    await phase("prep", "Financing has closed");
    const made = await ok(
      as("liam").from("productions").select("phase, executive_producer_id").single(),
    );
    expect(made).toEqual({ phase: "prep", executive_producer_id: cast.eve.id });
  });

  it("F26, F27, F30, F44: a chart comes in by departments and prefixes, or names its wrong row", async () => {
    const row = (code: string, name: string, more: object) => ({
      code,
      name,
      category: "below_line",
      ...more,
    });
    const rows = [
      row("1401", "Cast", { category: "above_line", department: "cast" }),
      row("2000", "Locations", { department: "locations", kind: "header" }),
      row("2010", "Site rental", { parent_code: "2000", department: "locations" }),
      row("3300", "Camera", { department: "camera", kind: "header" }),
      row("3302", "Operators", {
        parent_code: "3300",
        department: "camera",
        union_agreement: "IATSE-600",
      }),
      row("6901", "Contingency", { department: "reserve", kind: "contingency" }),
    ];
    const send = (sent: object[]) =>
      as("olivia").rpc("import_cost_codes", {
        p_project_id: project,
        p_create_departments: true,
        p_rows: sent as never,
      });
    const wrong = (await ok(
      send([...rows, row("330", "Rentals", { parent_code: "3300" })]),
    )) as unknown as { imported: number; rejected: { row: number }[] };
    expect([wrong.imported, wrong.rejected.map((each) => each.row)]).toEqual([0, [7]]);
    expect(await ok(send(rows))).toMatchObject({ imported: 6, rejected: [] });
    const chart = await ok(
      as("priya")
        .from("cost_codes")
        .select("id, code, parent_id, path, union_agreement_id"),
    );
    for (const { id, code } of chart) codes[code] = id;
    const rental = chart.find(({ code }) => code === "2010");
    expect(rental).toMatchObject({
      parent_id: codes["2000"],
      path: [codes["2000"], codes["2010"]],
    });
    expect(chart.filter((each) => each.union_agreement_id).map(({ code }) => code)).toEqual(
      ["3302"],
    );
    expect(await ok(as("mallory").from("cost_codes").select("id"))).toEqual([]);
  });

  it("F34: what a guild agreed is entered, locked, and changed by nobody", async () => {
    agreements["own"] = await ok(
      as("olivia").rpc("save_union_agreement", {
        p_project_id: project,
        p_row: { code: "IATSE-600" },
      }),
    );
    const rate = (percent: number) =>
      as("olivia").rpc("save_union_rate", {
        p_project_id: project,
        p_row: {
          union_agreement_id: agreements["own"],
          rate_kind: "pension",
          classification: "all",
          percent,
          currency: "USD",
          valid_from: "2026-01-01",
        },
      });
    await ok(rate(8.5));
    await ok(
      as("olivia").rpc("lock_union_rates", {
        p_union_agreement_id: agreements["own"] ?? "",
      }),
    );
    expect(await refused(rate(1))).toMatch(/^400 23514/);
    expect(await ok(as("olivia").from("union_rates").select("percent"))).toEqual([
      { percent: 8.5 },
    ]);
  });

  it("F29, F31, F32, F33: policies by prefix say read, approve or denied", async () => {
    const save = (name: "olivia" | "liam") =>
      as(name).rpc("save_cost_policy", {
        p_project_id: project,
        p_row: {
          role_key: "line_producer",
          prefix: "2000",
          category: "below_line",
          allows_line_producer_edit: false,
        },
      });
    expect(await refused(save("liam"))).toBe("403 42501 INSUFFICIENT_PERMISSIONS");
    await ok(save("olivia"));
    expect(
      await Promise.all(["1401", "2010", "3302"].map((code) => access("liam", code))),
    ).toEqual(["read", "denied", "approve"]);
    expect(await access("mallory", "3302")).toBe("denied");

    // Of one agreement a policy says something else, for as long as it is there.
    const { union_agreement_id } = await ok(
      as("olivia")
        .from("cost_codes")
        .select("union_agreement_id")
        .eq("code", "3302")
        .single(),
    );
    const policy = await ok(
      as("olivia").rpc("save_cost_policy", {
        p_project_id: project,
        p_row: {
          role_key: "line_producer",
          prefix: "3300",
          category: "below_line",
          union_agreement_id,
          allows_line_producer_edit: false,
        },
      }),
    );
    expect(await access("liam", "3302")).toBe("denied");
    await ok(as("olivia").rpc("remove_cost_policy", { p_cost_policy_id: policy }));
    expect(await access("liam", "3302")).toBe("approve");
  });

  it("F33: a budget is filled, locked by another, and then keeps its amounts", async () => {
    const budget = await ok(
      as("olivia").rpc("create_budget", { p_project_id: project, p_name: "Shooting" }),
    );
    const save = (name: "olivia" | "liam", code: string, amount: number) =>
      as(name).rpc("save_budget_line", {
        p_budget_id: budget,
        p_cost_code_id: codes[code] ?? "",
        p_amount: amount,
        p_is_contingency: code === "6901",
      });
    expect(await refused(save("liam", "1401", 1))).toBe(
      "403 42501 INSUFFICIENT_PERMISSIONS",
    );
    for (const code of ["1401", "2010", "3302", "6901"]) {
      lines[code] = await ok(save("olivia", code, 50_000));
    }
    await ok(as("eve").rpc("lock_budget", { p_budget_id: budget }));
    expect(await refused(save("olivia", "1401", 1))).toBe("400 23514 BUDGET_LOCKED");
  });

  it("F28, F45, F46: a trace names the checkpoint at which the way stops", async () => {
    const failing = async (union?: string) =>
      (
        await ok(
          as("liam").rpc("trace_cost_access", {
            p_user_id: cast.liam.id,
            p_cost_code_id: codes["3302"] ?? "",
            ...(union && { p_union_agreement_id: union }),
          }),
        )
      )
        .filter(({ outcome }) => outcome === "fail")
        .map(({ checkpoint }) => checkpoint);
    expect(await failing()).toEqual(["spending_authority"]);
    const other = await ok(
      as("liam").from("union_agreements").select("id").eq("code", "DGA-BA").single(),
    );
    expect(await failing(other.id)).toContain("union_jurisdiction");
    await ok(
      as("eve").rpc("grant_spending_authority", {
        p_project_id: project,
        p_user_id: cast.liam.id,
        p_cost_code_id: codes["3300"] ?? "",
        p_currency: "USD",
        p_per_transaction: 5_000,
        p_cumulative: 20_000,
      }),
    );
    expect(await failing()).toEqual([]);
  });
});

describe("in principal photography", () => {
  it("F36, F37, F38, F46: a phase counts at once, and an application learns of it", async () => {
    await ok(
      as("olivia").rpc("save_cost_policy", {
        p_project_id: project,
        p_row: {
          role_key: "line_producer",
          category: "below_line",
          phase: "wrap",
          allows_line_producer_edit: false,
        },
      }),
    );
    const { department_id: scopeId } = await ok(
      as("liam").from("cost_codes").select("department_id").eq("code", "3302").single(),
    );
    const resolver = createCostResolver(as("liam"));
    const ask = () =>
      resolver.resolve({ costCodeId: codes["3302"] ?? "", scopeId: scopeId ?? "" });
    expect(await ask()).toMatchObject({ access: "approve", phase: "prep" });
    await phase("principal_photography", "First day");
    expect(await access("liam", "3302")).toBe("approve");
    await resolver.refresh(scopeId ?? "");
    expect(await ask()).toMatchObject({ phase: "principal_photography" });
  });

  it("F35: row-level security writes a line where the answer is approve, and no other", async () => {
    const note = async (code: string) =>
      await ok(
        as("liam")
          .from("budget_lines")
          .update({ note: "Long days" })
          .eq("id", lines[code] ?? "")
          .select("id"),
      );
    expect(await note("3302")).toEqual([{ id: lines["3302"] }]);
    expect(await note("1401")).toEqual([]);
    expect(await note("2010")).toEqual([]);
  });

  it("F44, F45: a payroll names the row of another guild, and goes in without it", async () => {
    const row = (payee: string, union: string) => ({
      week_ending: new Date().toISOString().slice(0, 10),
      payee,
      department: "camera",
      cost_code: "3302",
      union_agreement: union,
      earning: "straight_time",
      hours: "40.0",
      amount: "2480.00",
      currency: "USD",
    });
    const send = (rows: object[]) =>
      ok(
        as("priya").rpc("import_transactions", {
          p_project_id: project,
          p_rows: rows as never,
          p_idempotency_key: "week 1",
        }),
      );
    expect(
      await send([row("Camera 1", "IATSE-600"), row("Camera 2", "DGA-BA")]),
    ).toMatchObject({
      imported: 0,
      rejected: [{ row: 2, checkpoint: "union_jurisdiction" }],
    });
    expect(await send([row("Camera 1", "IATSE-600")])).toMatchObject({ imported: 1 });
  });

  it("F28: what was entered is signed within an authority, and posted by a third", async () => {
    const [{ id } = { id: "" }] = await ok(
      as("priya").from("cost_transactions").select("id"),
    );
    expect(await refused(approve("priya", id))).toMatch(/^403 42501/);
    expect(await ok(approve("liam", id))).toMatchObject({ status: "signed" });
    expect(await ok(approve("pia", id))).toMatchObject({ status: "posted" });
    expect(
      await ok(as("liam").from("spending_authorities").select("spent, reserved")),
    ).toEqual([{ spent: 2480, reserved: 0 }]);
  });
});

describe("in a storm", () => {
  it("F40, F41: an override is asked for, and authorized by the executive producer alone", async () => {
    override = await ok(
      as("liam").rpc("request_override", {
        p_cost_code_id: codes["2000"] ?? "",
        p_reason: "The river is rising",
        p_reason_kind: "weather",
        p_duration_minutes: 60,
        p_contingency_line_id: lines["6901"] ?? "",
        p_max_amount: 4_000,
      }),
    );
    const authorize = (name: (typeof NAMES)[number]) =>
      as(name).rpc("authorize_override", { p_override_id: override });
    expect(await refused(authorize("liam"))).toMatch(/^403/);
    expect(await refused(authorize("olivia"))).toMatch(/^403/);
    expect(await ok(authorize("eve"))).toMatchObject({ status: "Granted" });
    expect(await access("liam", "2010")).toBe("denied");
  });

  it("F32, F34, F42: the work under it is signed and moved, and rates stay locked", async () => {
    const pumps = await enter("2010", 1_500, "pumps");
    const results = await withEmergencyOverride(as("liam"), override, [
      { call: "approve_transaction", args: { p_transaction_id: pumps } },
      {
        call: "reallocate_budget",
        args: {
          p_from_line_id: lines["6901"] ?? "",
          p_to_line_id: lines["2010"] ?? "",
          p_amount: 1_500,
          p_reason: "Pumps",
        },
      },
    ]);
    expect(results).toMatchObject([{ status: "signed", override_id: override }, {}]);
    const state = await ok(
      as("liam").from("emergency_overrides").select("status, spent, moved").single(),
    );
    expect(state).toEqual({ status: "Revoked", spent: 1500, moved: 1500 });
    expect(
      await refused(
        as("olivia").rpc("save_union_rate", {
          p_project_id: project,
          p_row: {
            union_agreement_id: agreements["own"],
            rate_kind: "health",
            classification: "all",
            percent: 1,
            currency: "USD",
            valid_from: "2026-01-01",
          },
        }),
      ),
    ).toMatch(/^400 23514/);
    expect(await ok(approve("pia", pumps))).toMatchObject({ status: "posted" });
  });

  it("F39: nothing that was lifted stays lifted", async () => {
    expect(await access("liam", "2010")).toBe("denied");
    const drift = await ok(
      as("olivia").rpc("find_access_drift", { p_project_id: project }),
    );
    expect(drift).toEqual([]);
  });

  it("F43: an accountant finds that the reserve held it", async () => {
    expect(
      await ok(as("priya").rpc("check_override_contingency", { p_project_id: project })),
    ).toMatchObject([{ override_id: override, matches: true }]);
  });
});

describe("in wrap", () => {
  it("F36: the policies of wrap count, and the report says what it cost", async () => {
    await phase("wrap", "Last day");
    expect(await access("liam", "3302")).toBe("denied");
    const report = await ok(as("pia").rpc("get_cost_report", { p_project_id: project }));
    expect(
      report
        .filter(({ is_header }) => !is_header)
        .map(({ code, budget, actual }) => [code, budget, actual]),
    ).toEqual([
      ["1401", 50_000, 0],
      ["2010", 51_500, 1_500],
      ["3302", 50_000, 2_480],
      ["6901", 48_500, 0],
    ]);
  });

  it("F47: the auditor reads in the log the whole way, and a stranger none of it", async () => {
    const read = (name: (typeof NAMES)[number]) =>
      as(name).rpc("get_audit_events", { p_scope_id: project, p_limit: 1000 });
    const kinds = new Set((await ok(read("bob"))).map(({ event }) => event));
    for (const kind of [
      "production.created",
      "production.changed",
      "cost_code.created",
      "cost_policy.created",
      "union_agreement.created",
      "budget.created",
      "spending_authority.created",
      "cost.created",
      "override.requested",
      "override.authorized",
      "override.started",
      "override.completed",
      "override.revoked",
    ]) {
      expect(kinds).toContain(kind);
    }
    expect((await read("mallory")).status).toBe(404);
  });

  it("F47, F112: the auditor holds a folder that verifies offline, and no other would", async (context) => {
    // A stack somewhere else has a log that is not ours to seal.
    if (!lender) context.skip();
    const made = join(lender.folder, "made");
    expect(lender.seal("--first")).toMatchObject({ status: 0 });
    expect(lender.evidence(project, override, made)).toMatchObject({ status: 0, err: "" });

    // All that he has: two files and the key.
    const held = join(lender.folder, "held");
    mkdirSync(held);
    const [evidence, bundle] = ["evidence.json", "bundle.json"].map((file) => {
      cpSync(join(made, file), join(held, file));
      return join(held, file);
    }) as [string, string];
    const verdict = await verdictOn(bundle, [keyOf(project)], []);
    expect(verdict).toMatch(/^OK: \d+ chosen events of /);
    expect(verified(bundle, keyOf(project))).toBe(verdict);
    expect(proven(evidence, bundle)).toBe("OK: the bundle proves the evidence");

    const told = JSON.parse(readFileSync(evidence, "utf8"));
    expect(told.override).toMatchObject({
      requested_by: cast.liam.id,
      authorized_by: cast.eve.id,
      spent: 1500,
      moved: 1500,
    });
    const events = told.events.map(({ event }: { event: string }) => event);
    expect(events.slice(0, 3)).toEqual([
      "override.requested",
      "override.authorized",
      "override.started",
    ]);
    // The posting came after it.
    expect(events.slice(-3)).toEqual([
      "override.completed",
      "override.revoked",
      "cost.changed",
    ]);
    // Told otherwise, or with a bundle that was changed, it is proven no more.
    writeFileSync(
      evidence,
      JSON.stringify({ ...told, override: { ...told.override, spent: 150 } }),
    );
    expect(proven(evidence, bundle)).toMatch(/another spent/);
    const text = readFileSync(bundle, "utf8");
    writeFileSync(bundle, text.replaceAll("override.authorized", "override.declined00"));
    expect(verified(bundle, keyOf(project))).not.toMatch(/^OK/);
  });
});
