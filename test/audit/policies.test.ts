// Where an event trigger may be made, the log tells of a policy as it changes (F117). What goes
// past it, and everything elsewhere, the sealer and the doctor find: test/sql/audit/policy_history.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SUPERUSER } from "../../cli/postgres/cluster.ts";
import { policyChanges } from "../../cli/doctor/policies.ts";
import type { Database } from "../../scripts/dev/database.ts";
import { connect, type Sql, withSql } from "../../scripts/dev/sql.ts";
import { testDatabase } from "../stack/database.ts";

let database: Database;
let owner: Sql;
beforeAll(async () => {
  database = await testDatabase();
  owner = connect(database.url());
});
afterAll(async () => {
  await owner?.end();
  await database?.drop();
});

/** What the log of the installation tells of policies from a position on. */
const toldAfter = (seq: number) => owner`
  select e.event, e.object_id as object, e.before ->> 'says' as before,
    e.after ->> 'says' as after, e.login_role as login, e.window_from is not null as between
  from public.get_audit_events(null, 100) as e
  where e.seq > ${seq} and e.event ~ '^(polic|row_security)'
  order by e.seq`;

const lengthOfLog = async (): Promise<number> => {
  const [row] = await owner<{ size: number }[]>`
    select h.size::int as size from public.read_audit_heads() as h
    where h.sequence = 'installation'`;
  return row?.size ?? 0;
};

/** What a command tells the log. */
async function toldOf(command: string, sql = owner) {
  const before = await lengthOfLog();
  await sql.unsafe(command);
  return (await toldAfter(before)).map((row) => ({ ...row }));
}

describe("policy history", () => {
  it("cannot be watched by an owner who makes no event triggers (F117)", async () => {
    const [row] = await owner`select stagedoor.watch_policies() as is_watched`;
    expect(row).toEqual({ is_watched: false });
  });

  it("is told by the doctor, who tells the log only with --fix (F117)", async () => {
    expect(await policyChanges(owner, false)).toEqual([]);
    expect(await policyChanges(owner, true)).toEqual([]);
    await owner`create table public.bills (id integer primary key)`;
    await owner`create policy bills_select on public.bills for select using (true)`;
    const name = "policy bills_select on public.bills has changed";
    expect(await policyChanges(owner, false)).toEqual([
      `${name}, and the audit log does not say so yet`,
    ]);
    expect(await policyChanges(owner, true)).toEqual([
      `${name}: the audit log says so now`,
    ]);
    expect(await policyChanges(owner, false)).toEqual([]);
    const [told] = await toldAfter(0);
    expect(await toldAfter(0)).toHaveLength(2);
    expect(told).toMatchObject({ event: "policies.counted", between: false });
  });

  it("is watched where that is allowed, once (F117)", async () => {
    await withSql(database.url(SUPERUSER), async (sql) => {
      for (const time of [1, 2]) {
        const [row] =
          await sql`select stagedoor.watch_policies() as is_watched, ${time}::int as time`;
        expect(row).toEqual({ is_watched: true, time });
      }
    });
  });

  it.each([
    ["alter policy bills_select on public.bills using (id > 0)", "policy.changed"],
    ["alter table public.bills enable row level security", "row_security.created"],
    ["alter table public.bills force row level security", "row_security.changed"],
    [
      "create policy bills_insert on public.bills for insert with check (true)",
      "policy.created",
    ],
    ["drop policy bills_insert on public.bills", "policy.dropped"],
    ["alter table public.bills disable row level security", "row_security.dropped"],
    ["drop table public.bills", "policy.dropped"],
  ])("is told as it happens, by whom: %s (F117)", async (command, event) => {
    expect(await toldOf(command)).toEqual([
      expect.objectContaining({ event, login: "postgres", between: false }),
    ]);
  });

  it("tells of a policy that was moved to another name, at the next look", async () => {
    await owner`create table public.fees (id integer primary key)`;
    await owner`create policy fees_select on public.fees for select using (true)`;
    const before = await lengthOfLog();
    await owner`alter policy fees_select on public.fees rename to fees_read`;
    await lengthOfLog();
    expect((await toldAfter(before)).map(({ event, object }) => [event, object])).toEqual([
      ["policy.created", "policy fees_read on public.fees"],
      ["policy.dropped", "policy fees_select on public.fees"],
    ]);
  });

  it("tells of a command at once while another has not ended, and waits for none (F117)", async () => {
    const before = await lengthOfLog();
    await owner`create table public.dues (id integer primary key)`;
    await owner`set lock_timeout = '3s'`;
    await withSql(database.url(), (sql) =>
      sql.begin(async (other) => {
        await other`create policy dues_select on public.dues for select using (true)`;
        await owner`alter table public.fees enable row level security`;
        // Nor does the sealer wait for long, or fail: the next look finds the same.
        expect(await toldAfter(before)).toMatchObject([
          { event: "row_security.created", between: false },
        ]);
        expect(await lengthOfLog()).toBeGreaterThan(before);
      }),
    );
    await owner`reset lock_timeout`;
    await lengthOfLog();
    expect((await toldAfter(before)).map(({ event, between }) => [event, between])).toEqual(
      [
        ["row_security.created", false],
        ["policy.created", false],
      ],
    );
  });

  it("lets the sealer go on where somebody holds a table, and tells at the next look", async () => {
    await withSql(database.url(SUPERUSER), async (sql) => {
      await sql`alter event trigger stagedoor_policies disable`;
      await owner`create policy fees_delete on public.fees for delete using (true)`;
      await sql`alter event trigger stagedoor_policies enable`;
    });
    const [held] = await withSql(database.url(), (sql) =>
      sql.begin(async (holding) => {
        await holding`lock table public.dues`;
        return owner`select stagedoor.note_policies() as changes, clock_timestamp() as at`;
      }),
    );
    expect(held).toMatchObject({ changes: 0 });
    const [free] = await owner`select stagedoor.note_policies() as changes`;
    expect(free).toEqual({ changes: 1 });
  });

  it("names nobody whom the login only says that it is (F117)", async () => {
    await owner.begin(async (sql) => {
      await sql`select set_config('request.jwt.claims',
        '{"sub": "00000000-0000-4000-8000-000000000001", "client_id": "app"}', true)`;
      await sql`create policy fees_forged on public.fees for select using (true)`;
      const [kept] = await sql`select current_setting('request.jwt.claims') as claims`;
      expect(kept?.claims).toContain("client_id");
    });
    const [last] = await owner`
      select e.actor_id, e.client_id, e.login_role, e.object_id
      from public.get_audit_events(null, 1) as e`;
    expect(last).toEqual({
      ...{ actor_id: null, client_id: null, login_role: "postgres" },
      object_id: "policy fees_forged on public.fees",
    });
  });

  it("goes with a transaction that is rolled back", async () => {
    const before = await lengthOfLog();
    await owner
      .begin(async (sql) => {
        await sql`create policy dues_insert on public.dues for insert with check (true)`;
        await sql`savepoint before_undoing`;
        throw new Error("undone");
      })
      .catch((error: Error) => expect(error.message).toBe("undone"));
    expect(await lengthOfLog()).toBe(before);
    expect(await policyChanges(owner, false)).toEqual([]);
  });

  it("is no longer watched when the engine is gone", async () => {
    await withSql(database.url(SUPERUSER), async (sql) => {
      await sql`drop schema stagedoor cascade`;
      await sql`create policy dues_delete on public.dues for delete using (true)`;
      const left = await sql`
        select evtname from pg_event_trigger where evtname like 'stagedoor%'`;
      expect([...left]).toEqual([]);
    });
  });
});
