// What a lender is sent: a folder with the evidence of an override and the bundle that proves it,
// and what neither verifier lets pass.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verdictOn } from "../../cli/audit/verdict.ts";
import type { Database } from "../../scripts/dev/database.ts";
import { connect, type Sql } from "../../scripts/dev/sql.ts";
import { keyOf } from "../audit/stage.ts";
import { testDatabase } from "../stack/database.ts";
import { Lender, proven, verified } from "./lender.ts";

let lender: Lender;
let out: string;
let database: Database;
let owner: Sql;
let project: string;
let override: string;

beforeAll(async () => {
  database = await testDatabase({ from: "kit" });
  lender = new Lender(database.url());
  out = join(lender.folder, "lender");
  owner = connect(database.url());
  await owner.unsafe(`
    select tests.create_user(n) from unnest(array['pam', 'lin', 'eve']) as n;
    select tests.create_project('Alpha');
    select tests.grant_role('pam', 'Alpha', 'production_accountant');
    select tests.grant_role('lin', 'Alpha', 'line_producer');
    select tests.grant_role('eve', 'Alpha', 'executive_producer');
    select tests.grant_key('lin', 'Alpha', 'transaction:create');
    insert into public.productions (project_id, currency, executive_producer_id)
    values (tests.project_id('Alpha'), 'USD', tests.user_id('eve'));
    insert into public.cost_codes (project_id, code, name, category, kind)
    select tests.project_id('Alpha'), c, c, 'below_line',
      case c when '6901' then 'contingency' else 'account' end
    from unnest(array['2000', '6901']) as c;
    insert into public.budgets (project_id, name, currency, created_by, edited_by)
    select tests.project_id('Alpha'), 'Shooting', 'USD', tests.user_id('eve'),
      tests.user_id('eve');
    insert into public.budget_lines
      (project_id, budget_id, cost_code_id, currency, amount, is_contingency)
    select b.project_id, b.id, c.id, 'USD', 100, c.code = '6901'
    from public.budgets as b join public.cost_codes as c on c.project_id = b.project_id;
  `);
  [{ project = "" } = {}] = await owner<{ project: string }[]>`
    select tests.project_id('Alpha') as project`;
  [{ override = "" } = {}] = await as<{ override: string }>(
    "lin",
    `select public.request_override(c.id, 'Storm', 60, l.id, 90) as override
     from public.cost_codes as c, public.budget_lines as l
     where c.code = '2000' and l.is_contingency`,
  );
});
afterAll(async () => {
  await owner?.end();
  await database?.drop();
  lender?.end();
});

/** One statement of somebody, committed. */
const as = <T extends object>(name: string, statement: string): Promise<T[]> =>
  owner.begin(async (sql) => {
    await sql`select tests.authenticate_as(${name})`;
    return sql.unsafe<T[]>(statement);
  }) as Promise<T[]>;

const evidence = (id = override) => lender.evidence(project, id, out);
/** What evidence.py says of what stands in the folder. */
function compared(change: (told: string) => string = (told) => told): string {
  const path = join(lender.folder, "told.json");
  writeFileSync(path, change(readFileSync(join(out, "evidence.json"), "utf8")));
  return proven(path, join(out, "bundle.json"));
}

describe("film:evidence", { timeout: 120_000 }, () => {
  it("makes none of an override that is not over, or not sealed", async () => {
    expect(lender.seal("--first")).toMatchObject({ status: 0 });
    expect(evidence()).toMatchObject({
      status: 1,
      err: expect.stringMatching(/^The override is Requested: there is more to come/),
    });
    await as("eve", `select public.authorize_override('${override}')`);
    await as(
      "lin",
      `select public.run_under_override('${override}', jsonb_build_array(
         jsonb_build_object('call', 'submit_transaction', 'args', jsonb_build_object(
           'p_cost_code_id', l.cost_code_id, 'p_budget_line_id', l.id, 'p_amount', 50,
           'p_currency', 'USD', 'p_description', 'Sandbags', 'p_idempotency_key', 'one',
           'p_payee', 'Sand & Sons'))))
       from public.budget_lines as l where not l.is_contingency`,
    );
    expect(evidence()).toMatchObject({
      status: 1,
      err: expect.stringMatching(/is not sealed yet: seal, then try again/),
    });
  });

  it("F112: writes a folder that both verifiers accept offline", async () => {
    expect(lender.seal()).toMatchObject({ status: 0 });
    expect(evidence()).toMatchObject({ status: 0, err: "" });
    const bundle = join(out, "bundle.json");
    const verdict = await verdictOn(bundle, [keyOf(project)], []);
    expect(verdict).toMatch(/^OK: 6 chosen events of /);
    expect(verified(bundle, keyOf(project))).toBe(verdict);
    expect(compared()).toBe("OK: the bundle proves the evidence");
  });

  it("F112: has the bundle that audit:bundle makes of the override", () => {
    const alone = join(lender.folder, "alone.json");
    expect(lender.bundle(project, override, alone)).toMatchObject({ status: 0, err: "" });
    const events = (path: string) => JSON.parse(readFileSync(path, "utf8")).events;
    expect(events(alone)).toBe(events(join(out, "bundle.json")));
    expect(verified(alone, keyOf(project))).toMatch(/^OK: 6 chosen events of /);
    expect(proven(join(out, "evidence.json"), alone)).toBe(
      "OK: the bundle proves the evidence",
    );
  });

  it("F112: says who asked, who authorized, for what and what was written", () => {
    const told = JSON.parse(readFileSync(join(out, "evidence.json"), "utf8"));
    expect(told.override).toMatchObject({
      id: override,
      status: "Revoked",
      max_amount: 90,
    });
    expect(told.events.map(({ event }: { event: string }) => event)).toEqual([
      "override.requested",
      "override.authorized",
      "override.started",
      "cost.created",
      "override.completed",
      "override.revoked",
    ]);
    expect(
      told.events
        .flatMap(({ personal }: { personal: object[] | null }) => personal ?? [])
        .map(({ key, value }: { key: string; value: string }) => [key, value]),
    ).toEqual([
      ["description", "Sandbags"],
      ["note", ""],
      ["payee", "Sand & Sons"],
    ]);
  });

  it.each([
    ["another payee", "Sand & Sons", "Sand & Daughters", /another payee$/],
    ["another reason", '"reason": "Storm"', '"reason": "Calm"', /another reason$/],
    ["another event", "override.authorized", "override.declined", /another event$/],
    ["another log", '"sequence": "', '"sequence": "x', /another log$/],
    ["another amount", '"max_amount": 90', '"max_amount": 900', /another max_amount$/],
    ["another sum", '"spent": 0', '"spent": 5', /another spent$/],
    ["another reserve", '"line_amount": 100', '"line_amount": 900', /another line_amount$/],
    [
      "another line",
      /("contingency_line": {\s*"id": ")./,
      "$1x",
      /another contingency_line$/,
    ],
    ["another code", /("cost_code": {\s*"id": ")./, "$1x", /another cost_code$/],
    ["another authorizer", /("authorized_by": ")[^"]/, "$1x", /another authorized_by$/],
    ["no reason", /"reason_kind": "other",/, "", /another reason_kind$/],
    ["another end", /("ends_at": "2)0/, "$11", /another ends_at\n.*another window$/],
    ["another window", /("until": "2)0/, "$11", /another window$/],
    ["another moment", /("at": "2)0/, "$11", /another at$/],
  ])("F112: is not proven where it tells of %s", (_, from, to, problem) => {
    expect(compared((told) => told.replace(from, to))).toMatch(problem);
  });

  it("F112: is not proven with an event left out, or of another override", () => {
    const change = (edit: (told: { events: object[]; override: { id: string } }) => void) =>
      compared((text) => {
        const told = JSON.parse(text);
        edit(told);
        return JSON.stringify(told);
      });
    expect(change((told) => told.events.pop())).toMatch(/other events$/m);
    expect(change((told) => (told.override.id = project))).toMatch(/another override$/m);
    expect(
      change((told) => Object.assign(told.events[0] ?? {}, { leaf_hash: "00" })),
    ).toMatch(/another hash$/m);
  });

  it("F112: is an event each time, and none that is refused", async () => {
    const count = async () =>
      (
        await owner`
          select from public.get_audit_events(${project}, 1000)
          where event = 'override.exported'`
      ).length;
    const before = await count();
    expect(evidence("00000000-0000-4000-8000-000000000000")).toMatchObject({
      status: 1,
      err: expect.stringMatching(/Override not found/),
    });
    expect(evidence("x")).toMatchObject({
      status: 2,
      err: "--override is the id of an override.",
    });
    expect(await count()).toBe(before);
    expect(evidence()).toMatchObject({ status: 0 });
    expect(await count()).toBe(before + 1);
  });
});
