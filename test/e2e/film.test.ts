// A production from prep to photography as its people live it, over HTTP: the accountant enters
// and posts, the line producer and the unit production manager sign, the executive producer
// gives and takes authority.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { refused, stepUp } from "./production.ts";
import { type EndToEnd, endToEnd, ok, type Person } from "./stack.ts";

let stack: EndToEnd;

// Olivia founds the company and produces, Priya and Pia keep the books, Liam is line producer, Una
// unit production manager, Eve executive producer. Mallory belongs nowhere.
let olivia: Person;
let priya: Person;
let pia: Person;
let liam: Person;
let una: Person;
let eve: Person;
let mallory: Person;
let project: string;
const codes: Record<string, string> = {};
const lines: Record<string, string> = {};

const grant = (person: Person, role: string) =>
  ok(
    olivia.supabase.rpc("grant_access", {
      p_user_id: person.id,
      p_scope_id: project,
      p_grant_type: "role",
      p_grant_key: role,
    }),
  );

let keys = 0;
const submit = (by: Person, code: string, amount: number, more: object = {}) => {
  keys += 1;
  return by.supabase.rpc("submit_transaction", {
    p_cost_code_id: codes[code] ?? "",
    p_budget_line_id: lines[code] ?? "",
    p_amount: amount,
    p_currency: "USD",
    p_description: "A cost",
    p_idempotency_key: `key ${keys}`,
    ...more,
  });
};
const approve = (by: Person, cost: string) =>
  by.supabase.rpc("approve_transaction", { p_transaction_id: cost });
const status = async (by: Person, cost: string) =>
  ((await ok(approve(by, cost))) as { status: string }).status;
const left = async (person: Person) => {
  const rows = await ok(
    person.supabase
      .from("spending_authorities")
      .select("cumulative, spent, reserved")
      .eq("user_id", person.id),
  );
  return rows.map(({ cumulative, spent, reserved }) => cumulative - spent - reserved);
};

beforeAll(async () => {
  stack = await endToEnd();
  [olivia, priya, pia, liam, una, eve, mallory] = (await Promise.all(
    ["olivia", "priya", "pia", "liam", "una", "eve", "mallory"].map((name) =>
      stack.signUp(name),
    ),
  )) as [Person, Person, Person, Person, Person, Person, Person];
  const company = await ok(
    olivia.supabase.rpc("create_organization", { p_name: "Northlight Pictures" }),
  );
  project = await ok(
    olivia.supabase.rpc("create_project", {
      p_organization_id: company,
      p_name: "Alpha",
    }),
  );
  // Naming an executive producer is giving what one does not hold: a second factor opens it.
  await stepUp(olivia);
});
afterAll(() => stack?.stop());

describe("in development", () => {
  it("F40: a producer with a second factor makes a production and names its executive producer", async () => {
    await ok(
      olivia.supabase.rpc("create_production", {
        p_project_id: project,
        p_currency: "USD",
        p_time_zone: "America/Los_Angeles",
      }),
    );
    await grant(priya, "production_accountant");
    await grant(pia, "production_accountant");
    await grant(liam, "line_producer");
    await grant(eve, "executive_producer");
    await ok(
      olivia.supabase.rpc("designate_executive_producer", {
        p_project_id: project,
        p_user_id: eve.id,
      }),
    );

    const denied = liam.supabase.rpc("designate_executive_producer", {
      p_project_id: project,
      p_user_id: liam.id,
    });
    expect(await refused(denied)).toBe("403 42501 INSUFFICIENT_PERMISSIONS");
  });

  it("F32: a role of the production is bound like a line producer's by its policies", async () => {
    const role = await ok(
      olivia.supabase.rpc("create_role", {
        p_scope_id: project,
        p_role_key: "unit_production_manager",
        p_name: "Unit Production Manager",
        p_description: "Signs on the day.",
      }),
    );
    for (const key of [
      "project:view:assigned",
      "budget:view:assigned",
      "transaction:view:assigned",
      "cost:approve",
      "authority:view",
    ]) {
      await ok(
        olivia.supabase.rpc("set_role_permission", {
          p_role_id: role,
          p_permission_key: key,
          p_policy: "allow",
        }),
      );
    }
    for (const [category, field] of [
      ["above_line", "requires_guild_approval"],
      ["below_line", "allows_line_producer_edit"],
    ] as const) {
      await ok(
        olivia.supabase.rpc("save_cost_policy", {
          p_project_id: project,
          p_row: { role_key: "unit_production_manager", category, [field]: true },
        }),
      );
    }
    await grant(una, "unit_production_manager");
    const own = await ok(
      olivia.supabase.from("cost_policies").select("category").eq("project_id", project),
    );
    expect(own.map(({ category }) => category).toSorted()).toEqual([
      "above_line",
      "below_line",
    ]);
  });

  it("F26: an accountant enters the chart of accounts", async () => {
    for (const [code, category] of [
      ["1401", "above_line"],
      ["3310", "below_line"],
    ] as const) {
      codes[code] = await ok(
        priya.supabase.rpc("save_cost_code", {
          p_project_id: project,
          p_row: { code, name: code, category },
        }),
      );
    }
    const chart = await ok(priya.supabase.from("cost_codes").select("code").order("code"));
    expect(chart.map(({ code }) => code)).toEqual(["1401", "3310"]);
  });
});

describe("in prep", () => {
  it("F36: a producer moves the production on", async () => {
    await ok(
      olivia.supabase.rpc("set_production_phase", {
        p_project_id: project,
        p_phase: "prep",
        p_reason: "Financing has closed",
      }),
    );
    const phases = await ok(una.supabase.from("productions").select("phase"));
    expect(phases).toEqual([{ phase: "prep" }]);
    expect(await ok(mallory.supabase.from("productions").select("phase"))).toEqual([]);
  });

  it("F33: a line producer budgets below the line, a producer above it", async () => {
    const budget = await ok(
      liam.supabase.rpc("create_budget", { p_project_id: project, p_name: "Shooting" }),
    );
    const save = (by: Person, code: string) =>
      by.supabase.rpc("save_budget_line", {
        p_budget_id: budget,
        p_cost_code_id: codes[code] ?? "",
        p_amount: 100_000,
      });
    lines["3310"] = await ok(save(liam, "3310"));
    expect(await refused(save(liam, "1401"))).toBe("403 42501 INSUFFICIENT_PERMISSIONS");
    lines["1401"] = await ok(save(olivia, "1401"));

    // Whoever edited it last does not lock it (F116).
    const lock = (by: Person) => by.supabase.rpc("lock_budget", { p_budget_id: budget });
    expect(await refused(lock(olivia))).toBe("400 23514 MAKER_CHECKER");
    expect(await ok(lock(eve))).toBe(budget);
    expect(await refused(save(liam, "3310"))).toBe("400 23514 BUDGET_LOCKED");
  });

  it("F113: an executive producer gives authority, and a line producer passes a part on", async () => {
    const authority = await ok(
      eve.supabase.rpc("grant_spending_authority", {
        p_project_id: project,
        p_user_id: liam.id,
        p_cost_code_id: codes["3310"] ?? "",
        p_currency: "USD",
        p_per_transaction: 20_000,
        p_cumulative: 50_000,
      }),
    );
    const pass = (cumulative: number) =>
      liam.supabase.rpc("delegate_spending_authority", {
        p_authority_id: authority,
        p_user_id: una.id,
        p_per_transaction: 2_000,
        p_cumulative: cumulative,
      });
    expect(await refused(pass(50_001))).toBe("403 42501 AUTHORITY_EXCEEDED");
    await ok(pass(5_000));
    expect(await left(liam)).toEqual([45_000]);
    expect(
      await refused(
        olivia.supabase.rpc("grant_spending_authority", {
          p_project_id: project,
          p_user_id: olivia.id,
          p_cost_code_id: codes["3310"] ?? "",
          p_currency: "USD",
          p_per_transaction: 1,
          p_cumulative: 1,
        }),
      ),
    ).toBe("403 42501 INSUFFICIENT_PERMISSIONS");
  });
});

describe("in principal photography", () => {
  it("F36: what binds a role in the phase of this moment counts at once", async () => {
    await ok(
      olivia.supabase.rpc("set_production_phase", {
        p_project_id: project,
        p_phase: "principal_photography",
        p_reason: "First day",
      }),
    );
    const access = async (person: Person, code: string) =>
      ok(person.supabase.rpc("resolve_cost_access", { p_cost_code_id: codes[code] ?? "" }));
    expect([await access(liam, "3310"), await access(una, "3310")]).toEqual([
      "approve",
      "approve",
    ]);
    expect([await access(liam, "1401"), await access(una, "1401")]).toEqual([
      "read",
      "read",
    ]);
    expect([await access(eve, "1401"), await access(mallory, "3310")]).toEqual([
      "approve",
      "denied",
    ]);
  });

  it("F116: a cost is entered, signed and posted by three people", async () => {
    expect(await refused(submit(liam, "3310", 900))).toBe(
      "403 42501 INSUFFICIENT_PERMISSIONS",
    );
    const cost = await ok(submit(priya, "3310", 900));
    expect(await refused(approve(priya, cost))).toBe("403 42501 INSUFFICIENT_PERMISSIONS");
    expect(await refused(approve(mallory, cost))).toBe("404 PT404 NOT_FOUND");
    expect(await status(una, cost)).toBe("signed");
    expect(await refused(approve(priya, cost))).toBe("400 23514 MAKER_CHECKER");
    expect(await status(pia, cost)).toBe("posted");
    expect(await refused(approve(pia, cost))).toBe("400 23514 TRANSACTION_STATE");
    expect(await left(una)).toEqual([4_100]);

    const signatures = await ok(
      una.supabase.rpc("list_approvals", { p_transaction_id: cost }),
    );
    expect(signatures.map(({ user_id }) => user_id)).toEqual([una.id, pia.id]);
  });

  it("F33: overtime below the line is not charged to a line of the cast", async () => {
    const charged = submit(priya, "3310", 100, { p_budget_line_id: lines["1401"] });
    expect(await refused(charged)).toBe("400 23514 FENCE");
    const cast = await ok(submit(priya, "1401", 100));
    expect(await refused(approve(liam, cast))).toBe("403 42501 INSUFFICIENT_PERMISSIONS");
    const seen = await ok(
      liam.supabase.from("cost_transactions").select("id").eq("id", cast),
    );
    expect(seen).toEqual([{ id: cast }]);
  });

  it("F113: what is beyond an authority goes to somebody with more, and a void gives back", async () => {
    const cost = await ok(submit(priya, "3310", 3_000));
    expect(await refused(approve(una, cost))).toBe("403 42501 AUTHORITY_EXCEEDED");
    expect(await status(liam, cost)).toBe("signed");
    expect(await left(liam)).toEqual([42_000]);
    await ok(
      pia.supabase.rpc("void_transaction", {
        p_transaction_id: cost,
        p_reason: "Invoiced twice",
      }),
    );
    expect(await left(liam)).toEqual([45_000]);
  });

  it("F113: an order is spent once, however often it is drawn on", async () => {
    const order = await ok(submit(priya, "3310", 10_000, { p_kind: "order" }));
    expect(await status(liam, order)).toBe("signed");
    const bill = await ok(submit(priya, "3310", 6_000, { p_relieves_id: order }));
    expect(await status(liam, bill)).toBe("signed");
    expect(await status(pia, bill)).toBe("posted");
    expect(await refused(submit(priya, "3310", 4_001, { p_relieves_id: order }))).toBe(
      "400 23514 BALANCE",
    );
    expect(await ok(liam.supabase.rpc("get_balance", { p_transaction_id: order }))).toEqual(
      { currency: "USD", amount: 10_000, relieved: 6_000, credited: 0, left: 4_000 },
    );
    expect(await left(liam)).toEqual([35_000]);
  });

  it("F113: a cost that is sent twice is one, and one that was signed is revised", async () => {
    const again = { p_idempotency_key: "receipt 17" };
    const cost = await ok(submit(priya, "3310", 50, again));
    expect(await ok(submit(priya, "3310", 50, again))).toBe(cost);
    expect(await refused(submit(priya, "3310", 51, again))).toBe(
      "409 23505 IDEMPOTENCY_KEY",
    );
    expect(await status(una, cost)).toBe("signed");
    const revision = await ok(
      priya.supabase.rpc("revise_transaction", {
        p_transaction_id: cost,
        p_changes: { amount: 60 },
      }),
    );
    expect(await left(una)).toEqual([4_100]);
    expect(await status(una, revision)).toBe("signed");
    expect(await left(una)).toEqual([4_040]);
  });

  it("F120: a period is closed for good, and what was wrong in it is reversed after", async () => {
    const day = "2026-01-09";
    const cost = await ok(submit(priya, "3310", 40, { p_transaction_date: day }));
    expect(await status(una, cost)).toBe("signed");
    expect(await status(pia, cost)).toBe("posted");
    const close = (by: Person) =>
      by.supabase.rpc("close_period", { p_project_id: project, p_ends_on: "2026-01-10" });
    expect(await refused(close(liam))).toBe("403 42501 INSUFFICIENT_PERMISSIONS");
    expect(await ok(close(pia))).toMatchObject({ ends_on: "2026-01-10", unposted: 0 });
    expect(await refused(submit(priya, "3310", 40, { p_transaction_date: day }))).toBe(
      "400 23514 PERIOD_CLOSED",
    );
    const voided = (await ok(
      pia.supabase.rpc("void_transaction", {
        p_transaction_id: cost,
        p_reason: "Not ours",
      }),
    )) as { reversal_id: string };
    const frozen = await ok(
      liam.supabase.from("cost_period_rows").select("actual").eq("currency", "USD"),
    );
    expect(frozen).toContainEqual({ actual: 40 });
    const [reversal] = await ok(
      liam.supabase
        .from("cost_transactions")
        .select("signed_amount, reverses_id")
        .eq("id", voided.reversal_id),
    );
    expect(reversal).toEqual({ signed_amount: -40, reverses_id: cost });
  });

  it("F113: an executive producer ends an authority with all that was passed on from it", async () => {
    const authorities = await ok(
      eve.supabase.from("spending_authorities").select("id, user_id"),
    );
    const mine = authorities.find(({ user_id }) => user_id === liam.id)?.id ?? "";
    const end = (by: Person) =>
      by.supabase.rpc("end_spending_authority", {
        p_authority_id: mine,
        p_reason: "Wrapped early",
      });
    expect(await refused(end(liam))).toBe("403 42501 INSUFFICIENT_PERMISSIONS");
    expect(await ok(end(eve))).toBe(true);
    const cost = await ok(submit(priya, "3310", 10));
    expect(await refused(approve(una, cost))).toBe("403 42501 AUTHORITY_EXCEEDED");
    expect(await refused(approve(liam, cost))).toBe("403 42501 AUTHORITY_EXCEEDED");
  });

  it("F47: an accountant reads in the log who did what", async () => {
    const events = await ok(
      priya.supabase.rpc("get_audit_events", { p_scope_id: project, p_limit: 1000 }),
    );
    const kinds = new Set(events.map(({ event }) => event));
    for (const kind of [
      "budget.created",
      "cost.created",
      "cost_approval.created",
      "spending_authority.created",
      "spending_authority.changed",
      "cost_period.created",
    ]) {
      expect(kinds).toContain(kind);
    }
  });
});
