// Two at once: moves that would make a circle together, a lock against a rate that is being
// written, a phase against whoever writes by it.
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../scripts/dev/database.ts";
import { connect, type Sql } from "../../scripts/dev/sql.ts";
import { testDatabase } from "../stack/database.ts";

let database: Database;
let owner: Sql;
let others: Sql[];

beforeAll(async () => {
  database = await testDatabase({ from: "kit" });
  owner = connect(database.url());
  others = [connect(database.url()), connect(database.url())];
  await owner.unsafe(`
    select tests.create_user(n) from unnest(array['pam', 'lin', 'ada']) as n;
    select tests.create_project('Alpha');
    select tests.grant_role('pam', 'Alpha', 'production_accountant');
    select tests.grant_role('lin', 'Alpha', 'line_producer');
    select tests.grant_key('ada', 'Alpha', 'union_rate:unlock');
    insert into public.productions (project_id, currency, phase)
    values (tests.project_id('Alpha'), 'USD', 'prep');
    insert into public.cost_codes (project_id, code, name, category)
    select tests.project_id('Alpha'), c, c, 'below_line'
    from unnest(array['2000', '3000']) as c;
    insert into public.union_agreements (project_id, code, guild, jurisdiction)
    values (tests.project_id('Alpha'), 'OWN-1', 'Own', 'Here');
    insert into public.union_rates (union_agreement_id, rate_kind, percent, valid_from)
    select a.id, 'pension', 8, '2026-01-01' from public.union_agreements as a
    where a.code = 'OWN-1';
    insert into public.budgets (project_id, name, currency, created_by, edited_by)
    select tests.project_id('Alpha'), 'Shooting', 'USD', tests.user_id('pam'),
      tests.user_id('pam');
    insert into public.budget_lines (project_id, budget_id, cost_code_id, currency, amount)
    select b.project_id, b.id, c.id, 'USD', 100
    from public.budgets as b join public.cost_codes as c on c.code = '2000';
    insert into public.cost_policies (project_id, permission_role_id, category, phase)
    values (tests.project_id('Alpha'), tests.role_id('line_producer'), 'below_line', 'wrap');
  `);
});
afterAll(async () => {
  await Promise.all([owner, ...others].filter(Boolean).map((sql) => sql.end()));
  await database?.drop();
});

/** Do something as somebody, in one transaction, and hold its commit until told. */
function hold(sql: Sql, name: string, statement: string) {
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  let ready = () => {};
  const done = new Promise<void>((resolve) => (ready = resolve));
  const outcome = sql
    .begin(async (transaction) => {
      await transaction`select tests.authenticate_as(${name}, 'aal2')`;
      await transaction.unsafe(statement);
      ready();
      await released;
    })
    .then(() => "done")
    .catch((error: postgres.PostgresError) => `${error.code} ${error.message}`)
    .finally(ready);
  return { done, outcome, release };
}

/** Resolves when a session waits for a lock. */
async function somebodyWaits(): Promise<void> {
  for (;;) {
    const [row] = await owner`
      select from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
    if (row) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Begin both, the second while the first holds its commit; answers what came of them. */
async function race(
  first: [name: string, statement: string],
  second: [name: string, statement: string],
): Promise<string[]> {
  const [one, two] = others as [Sql, Sql];
  const ahead = hold(one, ...first);
  await ahead.done;
  const behind = hold(two, ...second);
  behind.release();
  await somebodyWaits();
  ahead.release();
  return [await ahead.outcome, await behind.outcome];
}

const code = (name: string) => `(select id from public.cost_codes where code = '${name}')`;

describe("two at once", () => {
  it("F26: two moves at once make no circle", async () => {
    const outcomes = await race(
      ["pam", `select public.move_cost_code(${code("2000")}, ${code("3000")})`],
      ["pam", `select public.move_cost_code(${code("3000")}, ${code("2000")})`],
    );

    expect(outcomes).toEqual(["done", "23514 A cost code cannot stand below itself"]);
    const paths = await owner`
      select code, cardinality(path) as depth from public.cost_codes order by code`;
    expect(paths).toMatchObject([
      { code: "2000", depth: 2 },
      { code: "3000", depth: 1 },
    ]);
  });

  it("F44: two who enter one code at once enter it once", async () => {
    const row = `{"code": "4000", "name": "x", "category": "below_line"}`;
    const save = `select public.save_cost_code(tests.project_id('Alpha'), '${row}')`;

    expect(await race(["pam", save], ["pam", save])).toEqual([
      "done",
      "23505 4000 is in the chart already",
    ]);
  });

  it("F34: a lock waits for a change that is under way, and keeps the next one out", async () => {
    const rate = (percent: number) => `select public.save_union_rate(
      tests.project_id('Alpha'), jsonb_build_object(
        'union_agreement_id', (select id from public.union_agreements where code = 'OWN-1'),
        'rate_kind', 'pension', 'percent', ${percent}, 'valid_from', '2026-01-01'))`;
    const lock = `select public.lock_union_rates(
      (select id from public.union_agreements where code = 'OWN-1'))`;

    expect(await race(["pam", rate(9)], ["pam", lock])).toEqual(["done", "done"]);
    const [kept] = await owner`select percent, is_locked from public.union_rates`;
    expect(kept).toEqual({ percent: "9", is_locked: true });

    const late = hold(others[0] as Sql, "pam", rate(7));
    late.release();
    expect(await late.outcome).toBe("23514 The rates of this agreement are locked");
  });

  it("F34: a window closes behind what is being written in it", async () => {
    const [own] = await owner<{ id: string }[]>`
      select id from public.union_agreements where code = 'OWN-1'`;
    await owner.begin(async (sql) => {
      await sql`select tests.authenticate_as('ada', 'aal2')`;
      await sql`select public.unlock_union_rates(${own?.id ?? ""}, 'error', 10)`;
    });
    const rate = `select public.save_union_rate(
      tests.project_id('Alpha'), jsonb_build_object(
        'union_agreement_id', (select id from public.union_agreements where code = 'OWN-1'),
        'rate_kind', 'pension', 'percent', 6, 'valid_from', '2026-01-01'))`;
    const lock = `select public.lock_union_rates(
      (select id from public.union_agreements where code = 'OWN-1'))`;

    expect(await race(["pam", rate], ["pam", lock])).toEqual(["done", "done"]);
    const [kept] = await owner`select percent from public.union_rates`;
    expect(kept).toEqual({ percent: "6" });
    const late = hold(others[0] as Sql, "pam", rate.replace("6,", "5,"));
    late.release();
    expect(await late.outcome).toBe("23514 The rates of this agreement are locked");
  });

  it("F36: another phase is known at the next statement of a transaction that is under way", async () => {
    const [one] = others as [Sql];
    const written = await one.begin(async (sql) => {
      await sql`select tests.authenticate_as('lin')`;
      const before = await sql`update public.budget_lines set note = 'one' returning id`;
      await owner`update public.productions set phase = 'wrap'`;
      const after = await sql`update public.budget_lines set note = 'two' returning id`;
      return [before.length, after.length];
    });

    expect(written).toEqual([1, 0]);
  });
});
