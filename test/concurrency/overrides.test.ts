// Overrides at once: many sweeps, an end that is written while somebody works, signatures that
// together want more than was authorized, and a transaction that outlives its window.
import type postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../scripts/dev/database.ts";
import { connect, type Sql } from "../../scripts/dev/sql.ts";
import { testDatabase } from "../stack/database.ts";

/** Overrides that a sweep finds over: OVERRIDES=100000 for the figure of the product. */
const MANY = Number(process.env.OVERRIDES ?? 300);

let database: Database;
let owner: Sql;

beforeAll(async () => {
  database = await testDatabase({ from: "kit" });
  owner = connect(database.url());
  await owner.unsafe(`
    select tests.create_user(n) from unnest(array['pam', 'lin', 'eve']) as n;
    select tests.create_project('Alpha');
    select tests.grant_role('pam', 'Alpha', 'production_accountant');
    select tests.grant_role('lin', 'Alpha', 'line_producer');
    select tests.grant_role('eve', 'Alpha', 'executive_producer');
    insert into public.productions (project_id, currency, executive_producer_id)
    values (tests.project_id('Alpha'), 'USD', tests.user_id('eve'));
    insert into public.cost_codes (project_id, code, name, category, kind)
    select tests.project_id('Alpha'), c, c, 'below_line',
      case c when '6901' then 'contingency' else 'account' end
    from unnest(array['2000', '6901']) as c;
    insert into public.cost_policies (project_id, permission_role_id, category)
    values (tests.project_id('Alpha'), tests.role_id('line_producer'), 'below_line');
    insert into public.budgets (project_id, name, currency, created_by, edited_by)
    select tests.project_id('Alpha'), 'Shooting', 'USD', tests.user_id('eve'),
      tests.user_id('eve');
    insert into public.budget_lines
      (project_id, budget_id, cost_code_id, currency, amount, is_contingency)
    select b.project_id, b.id, c.id, 'USD', 100, c.code = '6901'
    from public.budgets as b join public.cost_codes as c on c.project_id = b.project_id;
  `);
});
afterAll(async () => {
  await owner?.end();
  await database?.drop();
});

/** A number of connections, and their end. */
async function withMany<T>(count: number, work: (sqls: Sql[]) => Promise<T>): Promise<T> {
  const sqls = Array.from({ length: count }, () => connect(database.url()));
  try {
    return await work(sqls);
  } finally {
    await Promise.all(sqls.map((sql) => sql.end()));
  }
}

/** An override of Lin's that is active, for an amount. */
async function active(amount: number): Promise<string> {
  const [row] = await owner<{ id: string }[]>`
    insert into public.emergency_overrides (project_id, cost_code_id, contingency_line_id,
      requested_by, lapses_at, reason, duration_minutes, max_amount, currency)
    select l.project_id, c.id, l.id, tests.user_id('lin'), now() + interval '1 day', 'Storm',
      60, ${amount}, 'USD'
    from public.budget_lines as l, public.cost_codes as c
    where l.is_contingency and c.code = '2000'
    returning id`;
  const id = row?.id ?? "";
  await owner`
    update public.emergency_overrides
    set status = 'Granted', authorized_by = tests.user_id('eve') where id = ${id}`;
  await owner`update public.emergency_overrides set status = 'Active' where id = ${id}`;
  return id;
}

/** Costs of 10 that Pam enters. */
async function enter(count: number, key: string): Promise<string[]> {
  const rows = await owner.begin(async (sql) => {
    await sql`select tests.authenticate_as('pam')`;
    return sql<{ id: string }[]>`
      select public.submit_transaction(l.cost_code_id, l.id, 10, 'USD', 'Pumps',
        ${key} || i) as id
      from public.budget_lines as l, generate_series(1, ${count}::integer) as i
      where not l.is_contingency`;
  });
  return rows.map(({ id }) => id);
}

const answerOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "done",
    ({ code, detail }: postgres.PostgresError) =>
      `${code} ${(JSON.parse(detail ?? "{}") as { error_code?: string }).error_code}`,
  );

describe("expire_overrides", { timeout: 300_000 }, () => {
  it(`F41: ten at once record ${MANY} that are over, each once`, async () => {
    // A clock that stands an hour on. Its own transactions end by the real one.
    await owner.unsafe(`
      insert into public.emergency_overrides (project_id, cost_code_id, contingency_line_id,
        requested_by, lapses_at, reason, duration_minutes, max_amount, currency)
      select l.project_id, c.id, l.id, tests.user_id('lin'), now() + interval '1 day', 'Storm',
        60, 50, 'USD'
      from public.budget_lines as l, public.cost_codes as c, generate_series(1, ${MANY})
      where l.is_contingency and c.code = '2000';
      update public.emergency_overrides
      set status = 'Granted', authorized_by = tests.user_id('eve');
      update public.emergency_overrides set status = 'Active';
      select tests.freeze_time(now() + interval '61 minutes');
    `);
    const begun = performance.now();
    const moved = await withMany(10, (sqls) =>
      Promise.all(
        sqls.map((sql) =>
          sql.begin(async (transaction) => {
            await transaction`select tests.authenticate_as_service()`;
            const [row] = await transaction<{ moved: number }[]>`
              select public.expire_overrides() as moved`;
            return row?.moved ?? 0;
          }),
        ),
      ),
    );
    const seconds = (performance.now() - begun) / 1000;
    expect(moved.reduce((sum, one) => sum + one, 0)).toBe(MANY);
    console.log(`${MANY} overrides swept in ${seconds.toFixed(1)} s`);
    const [left] = await owner<{ open: number }[]>`
      select count(*)::integer as open from public.emergency_overrides
      where status <> 'Revoked'`;
    expect(left?.open).toBe(0);
    // Two steps each, and in the log, once.
    const [logged] = await owner<{ expired: number; revoked: number }[]>`
      select count(*) filter (where event = 'override.expired')::integer as expired,
        count(*) filter (where event = 'override.revoked')::integer as revoked
      from stagedoor_audit.leaves`;
    expect(logged).toEqual({ expired: MANY, revoked: MANY });
    await owner`select tests.unfreeze_time()`;
  });
});

describe("under an override", { timeout: 120_000 }, () => {
  it("F113: twenty who sign at once spend no more than was authorized", async () => {
    const id = await active(50);
    const costs = await enter(20, "crowd ");
    const answers = await withMany(10, (sqls) =>
      Promise.all(
        costs.map((cost, place) =>
          answerOf(
            (sqls[place % 10] as Sql).begin(async (sql) => {
              await sql`select tests.authenticate_as('lin')`;
              await sql`select public.approve_transaction(${cost})`;
            }),
          ),
        ),
      ),
    );
    expect(answers.toSorted()).toEqual([
      ...Array<string>(15).fill("42501 AUTHORITY_EXCEEDED"),
      ...Array<string>(5).fill("done"),
    ]);
    const [row] = await owner<{ spent: string; signed: string }[]>`
      select o.spent, (
        select sum(a.amount) from public.transaction_approvals as a where a.override_id = o.id
      ) as signed
      from public.emergency_overrides as o where o.id = ${id}`;
    expect(row).toEqual({ spent: "50", signed: "50" });
    await owner`update public.emergency_overrides set status = 'Failed' where id = ${id}`;
  });

  it("F118: an estimate does not commit once somebody else has revoked the override", async () => {
    const id = await active(50);
    const estimate = (between: () => Promise<unknown>) =>
      withMany(1, ([sql]) =>
        answerOf(
          (sql as Sql).begin(async (transaction) => {
            await transaction`select tests.authenticate_as('lin')`;
            const rows = await transaction`
              update public.budget_lines set note = note || '.' where not is_contingency
              returning override_id`;
            expect(rows).toEqual([{ override_id: id }]);
            await between();
          }),
        ),
      );
    expect(await estimate(async () => null)).toBe("done");
    expect(
      await estimate(() =>
        owner.begin(async (sql) => {
          await sql`select tests.authenticate_as('eve')`;
          await sql`select public.revoke_override(${id}, 'Calm')`;
        }),
      ),
    ).toBe("42501 WINDOW_CLOSED");
  });

  it("F118: a transaction that begins before the end and commits behind it is rolled back", async () => {
    // As of a clock that stood still an hour ago, but for three seconds.
    await owner.unsafe(
      "select tests.freeze_time(now() - interval '59 minutes 57 seconds')",
    );
    const id = await active(50);
    const [cost = ""] = await enter(1, "late ");
    const outcome = await withMany(1, ([sql]) =>
      (sql as Sql)
        .begin(async (transaction) => {
          await transaction`select tests.authenticate_as('lin')`;
          await transaction`select public.approve_transaction(${cost})`;
          // From 17 on the server itself would end it: here the check at commit has to.
          await transaction`
            select set_config(name, '0', true) from pg_settings
            where name = 'transaction_timeout'`;
          await transaction`select pg_sleep(4)`;
        })
        .then(
          () => "done",
          ({ code }: postgres.PostgresError) => code,
        ),
    );
    await owner`select tests.unfreeze_time()`;
    expect(outcome).toBe("42501");
    const [row] = await owner<{ spent: string; status: string }[]>`
      select o.spent, t.status from public.emergency_overrides as o,
        public.cost_transactions as t
      where o.id = ${id} and t.id = ${cost}`;
    expect(row).toEqual({ spent: "0", status: "submitted" });
  });
});
