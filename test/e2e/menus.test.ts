// The two scenarios as a client app lives them: sign up, be granted, ask, be refused.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type EndToEnd, endToEnd, ok, type Person } from "./stack.ts";

let stack: EndToEnd;

// Olivia founds the company. Sarah produces Alpha and is crew in Beta. Liam is Alpha's line
// producer. Mallory knows everybody's ids and belongs nowhere.
let olivia: Person;
let sarah: Person;
let liam: Person;
let mallory: Person;
let alpha: string;
let beta: string;

beforeAll(async () => {
  stack = await endToEnd();
  olivia = await stack.signUp("olivia");
  sarah = await stack.signUp("sarah");
  liam = await stack.signUp("liam");
  mallory = await stack.signUp("mallory");

  const company = await ok(
    olivia.supabase.rpc("create_organization", { p_name: "Northlight Pictures" }),
  );
  const project = (p_name: string) =>
    ok(olivia.supabase.rpc("create_project", { p_organization_id: company, p_name }));
  alpha = await project("Alpha");
  beta = await project("Beta");
  await grant(sarah, alpha, "producer");
  await grant(sarah, beta, "crew_member");
  await grant(liam, alpha, "line_producer");
});
afterAll(() => stack?.stop());

/** The menu of every production; parts bring items of their own. */
const CORE = [
  ...["projects", "overview", "help", "audit", "settings", "settings.menu"],
  ...["schedule", "schedule.plan"],
  ...["scripts", "scripts.breakdown", "scripts.upload"],
  ...["budgets", "budgets.cost_report", "budgets.working", "budgets.approve"],
  ...["transactions", "transactions.new", "transactions.post", "transactions.payroll"],
  ...["people", "people.invite", "people.reviews", "people.roles"],
];

const grant = (person: Person, p_scope_id: string, p_grant_key: string) =>
  ok(
    olivia.supabase.rpc("grant_access", {
      p_user_id: person.id,
      p_scope_id,
      p_grant_type: "role",
      p_grant_key,
    }),
  );

const menu = (person: Person, p_project_id: string, of: Person = person) =>
  person.supabase.rpc("get_user_project_menu", { p_user_id: of.id, p_project_id });

async function opens(person: Person, project: string): Promise<string[]> {
  const items = await ok(menu(person, project));
  return items.filter((item) => item.can_access).map((item) => item.item_key);
}

describe("scenario 1: Sarah changes project", () => {
  it("F7: Sarah sees the projects she works on, with her role in each", async () => {
    const projects = await ok(sarah.supabase.rpc("get_my_projects"));
    const roles = Object.fromEntries(projects.map((each) => [each.name, each.roles]));
    expect(roles).toEqual({ Alpha: ["producer"], Beta: ["crew_member"] });
    expect(projects.map((each) => each.project_id).toSorted()).toEqual(
      [alpha, beta].toSorted(),
    );
  });

  it("F13, F15, F16: Sarah, producer of Alpha, opens all 23 items of the core", async () => {
    expect(CORE).toHaveLength(23);
    expect(await opens(sarah, alpha)).toEqual(expect.arrayContaining(CORE));
  });

  it("F6, F16: Sarah, crew of Beta, opens 4, and no Budgets, Transactions or Settings", async () => {
    const items = await ok(menu(sarah, beta));
    expect(items.map((item) => item.item_key)).toEqual(expect.arrayContaining(CORE));
    expect((await opens(sarah, beta)).toSorted()).toEqual([
      "help",
      "overview",
      "projects",
      "schedule",
    ]);
  });

  it("F58: what the menu shows is what the API enforces", async () => {
    const can = (p_scope_id: string) =>
      ok(
        sarah.supabase.rpc("can", { p_permission_key: "budget:edit:assigned", p_scope_id }),
      );
    expect([await can(alpha), await can(beta)]).toEqual([true, false]);
    const { error, status } = await sarah.supabase.rpc("enforce", {
      p_permission_key: "budget:edit:assigned",
      p_scope_id: beta,
    });
    expect([status, error?.code]).toEqual([403, "42501"]);
    expect(JSON.parse(error?.details ?? "")).toMatchObject({
      error_code: "INSUFFICIENT_PERMISSIONS",
      required_permission: "budget:edit:assigned",
    });
  });
});

describe("scenario 2: Liam is a line producer", () => {
  it("F17: Liam holds all of budget and schedule, of transactions the views alone", async () => {
    const session = await ok(liam.supabase.rpc("get_my_session", { p_scope_id: alpha }));
    const { permissions } = session as { permissions: { key: string; policy: string }[] };
    const of = (module: string) =>
      permissions
        .filter(({ key, policy }) => key.startsWith(`${module}:`) && policy === "allow")
        .map(({ key }) => key)
        .toSorted();
    expect(of("budget")).toEqual([
      "budget:approve",
      "budget:create",
      "budget:edit:all",
      "budget:edit:assigned",
      "budget:view:all",
      "budget:view:assigned",
    ]);
    expect(of("schedule")).toEqual(["schedule:create", "schedule:edit", "schedule:view"]);
    expect(of("transaction")).toEqual([
      "transaction:view:all",
      "transaction:view:assigned",
    ]);
  });

  it("F17: Liam's menu has Budgets and Schedule with all below, Transactions without the acts", async () => {
    const keys = await opens(liam, alpha);
    expect(keys).toEqual(
      expect.arrayContaining([
        ...["budgets", "budgets.cost_report", "budgets.working", "budgets.approve"],
        ...["schedule", "schedule.plan", "transactions"],
      ]),
    );
    for (const refused of ["transactions.new", "transactions.post", "audit", "settings"]) {
      expect(keys).not.toContain(refused);
    }
  });
});

describe("who may ask about whom", () => {
  it("F13: the menu of another user is refused without access:view, and answered with it", async () => {
    const refused = await menu(sarah, beta, olivia);
    expect([refused.status, refused.error?.code]).toEqual([403, "42501"]);
    // Where one is no member, not even that there is something to refuse.
    expect((await menu(liam, beta, sarah)).status).toBe(404);
    const answered = await ok(menu(olivia, beta, sarah));
    expect(answered.filter((item) => item.can_access)).toHaveLength(4);
  });

  it("F21: a stranger learns nothing: foreign, unknown and nonexistent answer alike", async () => {
    const nowhere = crypto.randomUUID();
    const [foreign, unknown] = [await menu(mallory, alpha), await menu(mallory, nowhere)];
    expect(foreign.data).toEqual(unknown.data);
    expect((await opens(mallory, alpha)).toSorted()).toEqual(["help", "projects"]);
    expect(await ok(mallory.supabase.rpc("get_my_projects"))).toEqual([]);
    const ask = (p_scope_id: string) =>
      mallory.supabase.rpc("enforce", { p_permission_key: "schedule:view", p_scope_id });
    const [a, b] = [await ask(alpha), await ask(nowhere)];
    expect([a.status, a.error]).toEqual([b.status, b.error]);
    expect(a.status).toBe(404);
  });

  it("F85: asking requires signing in", async () => {
    const anonymous = stack.anonymous();
    const { status, error } = await anonymous.rpc("get_my_projects");
    expect([status, error?.code]).toEqual([401, "42501"]);
    const table = await anonymous.from("scopes" as never).select();
    expect(table.status).toBe(404);
  });

  it("F94: a user does not give a permission that they lack", async () => {
    const attempt = await liam.supabase.rpc("grant_access", {
      p_user_id: mallory.id,
      p_scope_id: alpha,
      p_grant_type: "role",
      p_grant_key: "producer",
    });
    expect([attempt.status, attempt.error?.code]).toEqual([403, "42501"]);
    expect((await opens(mallory, alpha)).toSorted()).toEqual(["help", "projects"]);
  });
});

describe("changes hold at once", () => {
  it("F95: a revoked access is closed at the next request, with the same token", async () => {
    const milo = await stack.signUp("milo");
    const access = await grant(milo, alpha, "crew_member");
    expect(await opens(milo, alpha)).toContain("schedule");
    const revoked = await ok(
      olivia.supabase.rpc("revoke_access", { p_access_id: access, p_reason: "wrapped" }),
    );
    expect(revoked).toBe(true);
    expect((await opens(milo, alpha)).toSorted()).toEqual(["help", "projects"]);
  });

  it("F18, F19: one permission for one hour opens one item", async () => {
    const milo = await stack.signUp("milo");
    await ok(
      olivia.supabase.rpc("grant_access", {
        p_user_id: milo.id,
        p_scope_id: alpha,
        p_grant_type: "permission",
        p_grant_key: "script:view",
        p_valid_until: new Date(Date.now() + 3_600_000).toISOString(),
      }),
    );
    expect((await opens(milo, alpha)).toSorted()).toEqual(["help", "projects", "scripts"]);
  });
});

describe("bad input changes nothing and leaks nothing", () => {
  it.each([
    ["an unknown key", { p_permission_key: "budget:fly", p_scope_id: () => alpha }],
    ["a key with a blank", { p_permission_key: "schedule:view ", p_scope_id: () => alpha }],
    [
      "an unknown scope",
      { p_permission_key: "schedule:view", p_scope_id: () => crypto.randomUUID() },
    ],
  ])("F1: the key %s is answered no", async (_, { p_permission_key, p_scope_id }) => {
    const answer = sarah.supabase.rpc("can", {
      p_permission_key,
      p_scope_id: p_scope_id(),
    });
    expect(await ok(answer)).toBe(false);
    const control = { p_permission_key: "schedule:view", p_scope_id: alpha };
    expect(await ok(sarah.supabase.rpc("can", control))).toBe(true);
  });

  it("F86: a malformed uuid is 400, an unknown role or scope of a grant is an error of the contract", async () => {
    const malformed = await menu(sarah, "not-a-uuid");
    expect([malformed.status, malformed.error?.code]).toEqual([400, "22P02"]);
    const attempt = (p_scope_id: string, p_grant_key: string) =>
      olivia.supabase.rpc("grant_access", {
        p_user_id: mallory.id,
        p_scope_id,
        p_grant_type: "role",
        p_grant_key,
      });
    expect((await attempt(alpha, "emperor")).status).toBe(404);
    expect((await attempt(crypto.randomUUID(), "crew_member")).status).toBe(404);
    expect((await opens(mallory, alpha)).toSorted()).toEqual(["help", "projects"]);
  });
});
