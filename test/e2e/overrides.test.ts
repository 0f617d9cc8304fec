// An emergency over HTTP: asked for, authorized, worked under by withEmergencyOverride, checked
// against its reserve, and told to the guarantor's auditor.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  EmergencyOverrideError,
  type Operation,
  withEmergencyOverride,
} from "../../client/emergency-override.ts";
import { withSql } from "../../scripts/dev/sql.ts";
import { inRoot, ROOT } from "../../scripts/lib/paths.ts";
import { stepUp } from "./production.ts";
import { type EndToEnd, endToEnd, ok, PASSWORD, type Person } from "./stack.ts";

const SECRET = "the scheduler's";

let stack: EndToEnd;

// Olivia founds the company and produces, Priya keeps the books, Liam is line producer, Eve the
// designated executive producer, Bob audits for the guarantor. Mallory belongs nowhere.
let olivia: Person;
let priya: Person;
let liam: Person;
let eve: Person;
let bob: Person;
let mallory: Person;
let project: string;
const codes: Record<string, string> = {};
const lines: Record<string, string> = {};

beforeAll(async () => {
  stack = await endToEnd({ EXPIRE_OVERRIDES_SECRET: SECRET });
  [olivia, priya, liam, eve, bob, mallory] = (await Promise.all(
    ["olivia", "priya", "liam", "eve", "bob", "mallory"].map((name) => stack.signUp(name)),
  )) as [Person, Person, Person, Person, Person, Person];
  const company = await ok(
    olivia.supabase.rpc("create_organization", { p_name: "Northlight Pictures" }),
  );
  await stepUp(olivia);
  project = await ok(
    olivia.supabase.rpc("create_project", { p_organization_id: company, p_name: "Alpha" }),
  );
  await ok(
    olivia.supabase.rpc("create_production", { p_project_id: project, p_currency: "USD" }),
  );
  for (const [person, type, key] of [
    [priya, "role", "production_accountant"],
    [liam, "role", "line_producer"],
    [liam, "permission", "transaction:create"],
    [eve, "role", "executive_producer"],
    [bob, "permission", "audit:view"],
    [bob, "permission", "override:view"],
  ] as const) {
    await ok(
      olivia.supabase.rpc("grant_access", {
        p_user_id: person.id,
        p_scope_id: project,
        p_grant_type: type,
        p_grant_key: key,
      }),
    );
  }
  await ok(
    olivia.supabase.rpc("designate_executive_producer", {
      p_project_id: project,
      p_user_id: eve.id,
    }),
  );
  await ok(
    olivia.supabase.rpc("import_cost_codes", {
      p_project_id: project,
      p_rows: [
        { code: "2000", name: "Locations", category: "below_line", kind: "header" },
        { code: "2010", parent_code: "2000", name: "Site rental", category: "below_line" },
        { code: "6901", name: "Contingency", category: "below_line", kind: "contingency" },
      ],
    }),
  );
  for (const { id, code } of await ok(
    olivia.supabase.from("cost_codes").select("id, code"),
  )) {
    codes[code] = id;
  }
  // In this production no line producer signs for locations.
  const roles = await ok(olivia.supabase.rpc("list_roles", { p_scope_id: project }));
  await ok(
    olivia.supabase.rpc("save_cost_policy", {
      p_project_id: project,
      p_row: {
        permission_role_id: roles.find((role) => role.role_key === "line_producer")
          ?.role_id,
        prefix: "2000",
        category: "below_line",
        allows_line_producer_edit: false,
      },
    }),
  );
  const budget = await ok(
    olivia.supabase.rpc("create_budget", { p_project_id: project, p_name: "Shooting" }),
  );
  for (const code of ["2010", "6901"]) {
    lines[code] = await ok(
      olivia.supabase.rpc("save_budget_line", {
        p_budget_id: budget,
        p_cost_code_id: codes[code] ?? "",
        p_amount: 5000,
        p_is_contingency: code === "6901",
      }),
    );
  }
  await ok(eve.supabase.rpc("lock_budget", { p_budget_id: budget }));
});
afterAll(() => stack?.stop());

/** An override of Liam's that Eve authorized. */
async function granted(amount = 1000): Promise<string> {
  const id = await ok(
    liam.supabase.rpc("request_override", {
      p_cost_code_id: codes["2000"] ?? "",
      p_reason: "Storm",
      p_reason_kind: "weather",
      p_duration_minutes: 60,
      p_contingency_line_id: lines["6901"] ?? "",
      p_max_amount: amount,
    }),
  );
  await ok(eve.supabase.rpc("authorize_override", { p_override_id: id }));
  return id;
}
let entered = 0;
/** A cost that Priya enters. */
function enter(amount: number): Promise<string> {
  entered += 1;
  return ok(
    priya.supabase.rpc("submit_transaction", {
      p_cost_code_id: codes["2010"] ?? "",
      p_budget_line_id: lines["2010"] ?? "",
      p_amount: amount,
      p_currency: "USD",
      p_description: "Pumps",
      p_idempotency_key: `cost ${entered}`,
    }),
  );
}
const sign = (id: string): Operation => ({
  call: "approve_transaction",
  args: { p_transaction_id: id },
});
const stateOf = async (id: string) =>
  await ok(
    liam.supabase
      .from("emergency_overrides")
      .select("status, spent, error, ended_at")
      .eq("id", id)
      .single(),
  );
/** The error that a promise is refused with. */
const errorOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

describe("an override", () => {
  it("F40: is authorized by the designated executive producer alone", async () => {
    const id = await ok(
      liam.supabase.rpc("request_override", {
        p_cost_code_id: codes["2000"] ?? "",
        p_reason: "Storm",
        p_duration_minutes: 60,
        p_contingency_line_id: lines["6901"] ?? "",
        p_max_amount: 10,
      }),
    );
    const as = (person: Person) =>
      person.supabase.rpc("authorize_override", { p_override_id: id });
    expect((await as(liam)).status).toBe(403);
    expect((await as(olivia)).status).toBe(403);
    expect((await as(mallory)).status).toBe(404);
    expect((await as(eve)).status).toBe(200);
    expect((await as(eve)).error?.code).toBe("23514");
    expect(
      await ok(
        eve.supabase.rpc("revoke_override", { p_override_id: id, p_reason: "Calm" }),
      ),
    ).toBe(true);
    const again = await liam.supabase.rpc("revoke_override", {
      p_override_id: id,
      p_reason: "Calm",
    });
    expect(again.data).toBe(false);
  });
});

describe("withEmergencyOverride", () => {
  it("F42: performs a list of operations, all of them, and ends the override", async () => {
    const costs = [await enter(100), await enter(200)];
    const id = await granted();
    const results = await withEmergencyOverride(liam.supabase, id, costs.map(sign));
    expect(results).toMatchObject([
      { status: "signed", override_id: id },
      { status: "signed", override_id: id },
    ]);
    expect(await stateOf(id)).toMatchObject({ status: "Revoked", spent: 300, error: null });
  });

  it("F42: leaves nothing of a list where one operation is refused", async () => {
    const costs = [await enter(100), await enter(2000)];
    const id = await granted();
    const error = await errorOf(withEmergencyOverride(liam.supabase, id, costs.map(sign)));
    expect(error).toBeInstanceOf(EmergencyOverrideError);
    expect(error).toMatchObject({
      overrideId: id,
      written: [],
      cause: { code: "PT403", error_code: "AUTHORITY_EXCEEDED", operation: 2 },
    });
    expect(await stateOf(id)).toMatchObject({ status: "Revoked", spent: 0 });
  });

  it("F42: changes nothing where a list is none", async () => {
    const id = await granted();
    for (const operations of [[], Array.from({ length: 101 }, () => sign(id))]) {
      expect(
        await errorOf(withEmergencyOverride(liam.supabase, id, operations)),
      ).toMatchObject({ code: "22023" });
    }
    expect(await stateOf(id)).toMatchObject({ status: "Granted" });
    await ok(liam.supabase.rpc("revoke_override", { p_override_id: id, p_reason: "Done" }));
  });

  it("F42: lets a callback work through calls of its own", async () => {
    const cost = await enter(100);
    const id = await granted();
    const answer = await withEmergencyOverride(liam.supabase, id, async (window) => {
      expect(window.endsAt.getTime()).toBeGreaterThan(Date.now());
      expect(window.signal.aborted).toBe(false);
      expect(
        await ok(
          liam.supabase.rpc("resolve_cost_access", { p_cost_code_id: codes["2010"] ?? "" }),
        ),
      ).toBe("approve");
      return ok(liam.supabase.rpc("approve_transaction", { p_transaction_id: cost }));
    });
    expect(answer).toMatchObject({ status: "signed", override_id: id });
    expect(await stateOf(id)).toMatchObject({ status: "Revoked", spent: 100, error: null });
    expect(
      await ok(
        liam.supabase.rpc("resolve_cost_access", { p_cost_code_id: codes["2010"] ?? "" }),
      ),
    ).toBe("denied");
  });

  it("F42: says what a callback that failed has left behind", async () => {
    const cost = await enter(100);
    const id = await granted();
    const error = await errorOf(
      withEmergencyOverride(liam.supabase, id, async () => {
        await ok(liam.supabase.rpc("approve_transaction", { p_transaction_id: cost }));
        throw new Error("The generator is flooded");
      }),
    );
    expect(error).toBeInstanceOf(EmergencyOverrideError);
    const { written } = error as EmergencyOverrideError;
    expect(written?.map(({ table }) => table)).toEqual([
      "cost_transactions",
      "transaction_approvals",
    ]);
    expect(written?.[0]?.id).toBe(cost);
    expect(await stateOf(id)).toMatchObject({
      status: "Revoked",
      spent: 100,
      error: "The generator is flooded",
    });
  });

  it("F42: fails where the override was revoked while a callback worked", async () => {
    const id = await granted();
    const error = await errorOf(
      withEmergencyOverride(liam.supabase, id, () =>
        ok(eve.supabase.rpc("revoke_override", { p_override_id: id, p_reason: "Calm" })),
      ),
    );
    expect(error).toMatchObject({ cause: { code: "23514" }, written: [] });
    expect(await stateOf(id)).toMatchObject({ status: "Revoked", error: "Calm" });
  });

  it("F42: begins nothing that is not granted, and leaves it as it was", async () => {
    const id = await granted();
    await ok(liam.supabase.rpc("start_override", { p_override_id: id }));
    let worked = false;
    const work = async () => {
      worked = true;
    };
    expect(await errorOf(withEmergencyOverride(liam.supabase, id, work))).toMatchObject({
      code: "23514",
    });
    expect(await errorOf(withEmergencyOverride(mallory.supabase, id, work))).toMatchObject({
      code: "PT404",
    });
    expect(worked).toBe(false);
    expect(await stateOf(id)).toMatchObject({ status: "Active" });
    await ok(liam.supabase.rpc("fail_override", { p_override_id: id, p_error: "Rain" }));
  });
});

/** Start a process that works under an override, and kill it once it has signed a cost. */
async function dieUnder(id: string, cost: string): Promise<NodeJS.Signals | null> {
  const child = spawn(
    process.execPath,
    [
      ...["--import", "tsx", "--import", inRoot("scripts/dev/websocket.ts")],
      inRoot("test/e2e/dying-worker.ts"),
      ...[stack.url, stack.key, liam.email, PASSWORD, id, cost],
    ],
    { cwd: ROOT, stdio: ["ignore", "pipe", "inherit"] },
  );
  const ended = once(child, "exit");
  await Promise.race([once(child.stdout, "data"), ended]);
  child.kill("SIGKILL");
  const [, signal] = await ended;
  return signal;
}

/** The edge function that a schedule asks. */
const sweep = (secret = SECRET) =>
  fetch(`${stack.url}/functions/v1/expire-overrides`, {
    method: "POST",
    headers: { authorization: `Bearer ${secret}` },
  });

/** What time it is for the decision, so many minutes from now on. */
const moveClock = (minutes: number) =>
  withSql(stack.databaseUrl ?? "", (sql) =>
    sql.unsafe(`
      create or replace function stagedoor.instant()
      returns timestamptz language sql stable parallel safe set search_path = ''
      as $$ select statement_timestamp() + interval '${minutes} minutes' $$`),
  );

describe("a process that dies under an override", () => {
  // The clock of a stack that is somebody else's stays.
  it.skipIf(process.env.SUPABASE_URL)(
    "F42, F118: revokes nothing, and the window ends what it began",
    async () => {
      const [first, second] = [await enter(100), await enter(100)];
      const id = await granted();
      const answer = () =>
        ok(
          liam.supabase.rpc("resolve_cost_access", {
            p_cost_code_id: codes["2010"] ?? "",
          }),
        );
      const approve = () =>
        liam.supabase.rpc("approve_transaction", { p_transaction_id: second });

      expect(await dieUnder(id, first)).toBe("SIGKILL");
      expect(await stateOf(id)).toMatchObject({
        status: "Active",
        spent: 100,
        error: null,
      });
      expect(await answer()).toBe("approve");
      try {
        await moveClock(59);
        expect(await answer()).toBe("approve");
        await moveClock(60);
        // Nobody has looked at it meanwhile: no schedule runs here.
        expect(await stateOf(id)).toMatchObject({ status: "Active" });
        expect(await answer()).toBe("denied");
        expect((await approve()).error?.code).toBe("42501");
        const dead = liam.supabase.rpc("complete_override", { p_override_id: id });
        expect((await dead).error?.code).toBe("23514");

        // The schedule comes by: what is over is recorded, once.
        expect((await sweep("a guess")).status).toBe(401);
        expect(await stateOf(id)).toMatchObject({ status: "Active" });
        expect(await (await sweep()).json()).toEqual({ expired: 1 });
        expect(await stateOf(id)).toMatchObject({ status: "Revoked", error: null });
        expect(await (await sweep()).json()).toEqual({ expired: 0 });
      } finally {
        await moveClock(0);
      }
      const { data } = await liam.supabase
        .from("cost_transactions")
        .select("id, override_id")
        .in("id", [first, second]);
      expect(data?.find((row) => row.id === first)?.override_id).toBe(id);
      expect(data?.find((row) => row.id === second)?.override_id).toBeNull();
    },
  );
});

describe("the reserve and the evidence", () => {
  it("F43: match what was signed, for an accountant", async () => {
    const rows = await ok(
      priya.supabase.rpc("check_override_contingency", { p_project_id: project }),
    );
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.filter(({ matches }) => !matches)).toEqual([]);
    const stranger = await mallory.supabase.rpc("check_override_contingency", {
      p_project_id: project,
    });
    expect(stranger.status).toBe(404);
  });

  it("F112: are told to an auditor, with positions and hashes", async () => {
    const [{ id } = { id: "" }] = await ok(
      bob.supabase.from("emergency_overrides").select("id").gt("spent", 0).limit(1),
    );
    const evidence = await ok(
      bob.supabase.rpc("export_override_evidence", { p_override_id: id }),
    );
    expect(evidence).toMatchObject({
      sequence: project,
      override: { id, status: "Revoked" },
    });
    const { events } = evidence as unknown as {
      events: { seq: string; leaf_hash: string; event: string }[];
    };
    const log = await ok(
      bob.supabase.rpc("get_audit_events", {
        p_scope_id: project,
        p_limit: 1000,
        p_override_id: id,
      }),
    );
    expect(events.map(({ seq, leaf_hash }) => [seq, leaf_hash])).toEqual(
      log.toReversed().map(({ seq, leaf_hash }) => [String(seq), leaf_hash]),
    );
    const own = await liam.supabase.rpc("export_override_evidence", { p_override_id: id });
    expect(own.status).toBe(403);
  });
});
