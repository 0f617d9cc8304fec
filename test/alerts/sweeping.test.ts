// The sweeper, killed in the middle and twice at once: what it found is raised, and once.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../scripts/dev/database.ts";
import { connect, type Sql } from "../../scripts/dev/sql.ts";
import { testDatabase } from "../stack/database.ts";

let database: Database;
let sql: Sql;

beforeAll(async () => {
  database = await testDatabase({ from: "kit" });
  sql = connect(database.url(), 4);
  await sql.unsafe(`
    select tests.create_user('user ' || n) from generate_series(1, 20) as n;
    select tests.create_project('Alpha', 'North');
    update stagedoor.alert_rules set threshold = 1 where rule_key = 'new_address';

    -- A rule that is looked for last, and takes as long as somebody holds the lock.
    create schema rota;
    create function rota.waits(
      p_rule stagedoor.alert_rules, p_since timestamptz, p_until timestamptz)
    returns table (
      scope_id uuid, subject_id uuid, cause text, occurred_at timestamptz, detail jsonb)
    language plpgsql as $$ begin
      perform pg_advisory_xact_lock(15);
    end $$;
    insert into stagedoor.alert_rules (rule_key, description, found_by)
    values ('zzz_waits', 'It waits', 'rota.waits')`);
});
afterAll(async () => {
  await sql?.end();
  await database?.drop();
});

// Each of twenty users fails ten times and is locked out, and has 50 lines, the last of which is
// from a new address: forty alerts and twenty.
beforeEach(async () => {
  await sql.unsafe(`
    delete from stagedoor.alerts;
    delete from stagedoor.outbox;
    delete from stagedoor.access_log;
    delete from stagedoor.access_log_queue;
    delete from stagedoor.account_habits;
    delete from stagedoor.account_scores;
    delete from stagedoor.alert_sweeps;
    insert into stagedoor.access_log
      (user_id, resource_type, resource_id, action, refused, times, timestamp)
    select tests.user_id('user ' || n), 'master_code', '?', 'unlock', r.reason, 10,
      now() - interval '1 minute'
    from generate_series(1, 20) as n, unnest(array['wrong_code', 'locked_out']) as r (reason);
    insert into stagedoor.access_log
      (user_id, resource_type, resource_id, action, timestamp, ip_address)
    select tests.user_id('user ' || n), 'script', '1', 'open',
      now() - interval '10 hours' + line * interval '6 minutes',
      case line when 50 then '198.51.100.1' else '203.0.113.1' end::inet
    from generate_series(1, 20) as n, generate_series(1, 50) as line;
    insert into stagedoor.access_log_queue (logged_at, access_log_id)
    select l.timestamp, l.id from stagedoor.access_log as l where l.refused is null`);
});

const RAISED = { failed_codes: 20, new_address: 20, secret_lockout: 20 };

async function raised(): Promise<Record<string, number>> {
  const rows = await sql<{ rule: string; n: number }[]>`
    select a.rule_key as rule, count(*)::integer as n from stagedoor.alerts as a
    group by a.rule_key order by a.rule_key`;
  return Object.fromEntries(rows.map(({ rule, n }) => [rule, n]));
}

/** What is left to learn, what was learned, messages and events of this day's alerts. */
async function left(): Promise<unknown> {
  const [row] = await sql`
    select
      (select count(*)::integer from stagedoor.access_log_queue) as queue,
      (select coalesce(round(sum(h.uses)), 0)::integer from stagedoor.account_habits as h
       where h.trait = 'action') as learned,
      (select count(*)::integer from stagedoor.outbox) as messages`;
  return row;
}

const sweep = (on: Sql) => on<{ n: number }[]>`select stagedoor.sweep_alerts() as n`;

/** A sweep that has raised its alerts and waits in its last rule. */
async function sweepInTheMiddle(): Promise<{
  outcome: Promise<string>;
  kill: () => Promise<unknown>;
  goOn: () => Promise<unknown>;
}> {
  const holder = connect(database.url());
  await holder`select pg_advisory_lock(15)`;
  const sweeper = connect(database.url());
  const [{ pid }] = (await sweeper`select pg_backend_pid() as pid`) as unknown as [
    { pid: number },
  ];
  const outcome = sweep(sweeper).then(
    ([row]) => `raised ${row?.n}`,
    (error: Error & { code?: string }) => `failed ${error.code ?? error.message}`,
  );
  for (;;) {
    const [row] = await sql`
      select from pg_locks where pid = ${pid} and locktype = 'advisory' and not granted`;
    if (row) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const end = async () => {
    await holder.end();
    await outcome;
    await sweeper.end({ timeout: 1 });
  };
  return {
    outcome,
    kill: async () => {
      await sql`select pg_terminate_backend(${pid})`;
      await outcome;
      await end();
    },
    goOn: end,
  };
}

describe("a sweep", () => {
  it("raises what it finds, once (control)", async () => {
    expect((await sweep(sql))[0]?.n).toBe(60);
    expect(await raised()).toEqual(RAISED);
    expect(await left()).toEqual({ queue: 0, learned: 1000, messages: 60 });
    expect((await sweep(sql))[0]?.n).toBe(0);
    expect(await left()).toEqual({ queue: 0, learned: 1000, messages: 60 });
  });

  it("that is killed in the middle loses and doubles nothing (F89)", async () => {
    const middle = await sweepInTheMiddle();
    await middle.kill();
    expect(await middle.outcome).toMatch(/^failed/);
    expect(await raised()).toEqual({});
    expect(await left()).toEqual({ queue: 1000, learned: 0, messages: 0 });

    expect((await sweep(sql))[0]?.n).toBe(60);
    expect(await raised()).toEqual(RAISED);
    expect(await left()).toEqual({ queue: 0, learned: 1000, messages: 60 });
  });

  it("leaves to another what that one is at, and raises the rest once (F89)", async () => {
    const middle = await sweepInTheMiddle();
    // The other learns: the first is not that far. Of what both find one waits for the other.
    const other = sweep(sql);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await middle.goOn();
    const second = (await other)[0]?.n ?? 0;
    expect(await middle.outcome).toBe(`raised ${60 - second}`);
    expect(await raised()).toEqual(RAISED);
    expect(await left()).toEqual({ queue: 0, learned: 1000, messages: 60 });
  });

  it("at the same moment as three others does everything once (F89)", async () => {
    const sweeps = await Promise.all([1, 2, 3, 4].map(() => sweep(sql)));
    await sweep(sql);
    expect(sweeps.reduce((sum, [row]) => sum + (row?.n ?? 0), 0)).toBeLessThanOrEqual(60);
    expect(await raised()).toEqual(RAISED);
    expect(await left()).toEqual({ queue: 0, learned: 1000, messages: 60 });
  });
});
