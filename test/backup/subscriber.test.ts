// A subscriber is filled and kept up to date by logical replication, derives and records
// nothing of its own, and takes over when its publisher is gone (F105, DESIGN: a superuser's
// way on PostgreSQL 15).
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { type Cluster, startCluster, SUPERUSER } from "../../cli/postgres/cluster.ts";
import type { Database } from "../../scripts/dev/database.ts";
import { runSqlFile, type Sql, withSql } from "../../scripts/dev/sql.ts";
import {
  backedUp,
  busyDatabase,
  migratedDatabase,
  doctor,
  expectRestored,
  PREPARE,
  stateOf,
} from "./stage.ts";

describe("a subscriber", { timeout: 240_000 }, () => {
  let server: Cluster;
  let publisher: Database;
  let subscriber: Database;
  let held: Awaited<ReturnType<typeof busyDatabase>>["held"];
  beforeAll(async () => {
    server = await startCluster({
      version: inject("clusterVersion"),
      name: "publisher",
      settings: { wal_level: "logical" },
    });
    ({ database: publisher, held } = await busyDatabase(server));
    subscriber = await migratedDatabase(server);
  }, 240_000);
  afterAll(() => server?.stop());

  const asSuperuser = <T>(database: Database, work: (sql: Sql) => Promise<T>) =>
    withSql(database.url(SUPERUSER), work);

  /** Everything that was committed at the publisher has arrived. */
  async function caughtUp(): Promise<void> {
    await asSuperuser(publisher, async (sql) => {
      const [end] = await sql`select pg_current_wal_lsn() as lsn`;
      for (let tries = 0; tries < 600; tries += 1) {
        const [slot] = await sql`
          select confirmed_flush_lsn >= ${end?.lsn} as is_there from pg_replication_slots`;
        if (slot?.is_there) return;
        await sleep(100);
      }
      throw new Error("The subscriber does not catch up.");
    });
  }

  it("F105: holds every row of its publisher after the first copy", async () => {
    await asSuperuser(subscriber, (sql) => runSqlFile(sql, PREPARE));
    await asSuperuser(publisher, async (sql) => {
      await sql`create publication everything for all tables`;
      await sql`select pg_create_logical_replication_slot('everything', 'pgoutput')`;
    });
    await asSuperuser(subscriber, async (sql) => {
      await sql.unsafe(`create subscription everything
        connection '${publisher.url(SUPERUSER)}' publication everything
        with (create_slot = false, slot_name = 'everything')`);
      for (let tries = 0; tries < 600; tries += 1) {
        const [left] = await sql`
          select count(*)::int as tables from pg_subscription_rel where srsubstate <> 'r'`;
        if (left?.tables === 0) break;
        await sleep(100);
      }
    });
    await caughtUp();
    expect(await rowsBut(subscriber)).toEqual(await rowsBut(publisher));
  });

  it("F105: follows every kind of change without an event of its own", async () => {
    // It arrives later than the window lasts that some of it was written under.
    await asSuperuser(subscriber, (sql) => sql`alter subscription everything disable`);
    await withSql(publisher.url(), change);
    await sleep(500);
    await asSuperuser(subscriber, (sql) => sql`alter subscription everything enable`);
    await caughtUp();
    expect(await stateOf(subscriber).then((state) => state.decisions)).toEqual(
      await stateOf(publisher).then((state) => state.decisions),
    );
    expect(await rowsBut(subscriber)).toEqual(await rowsBut(publisher));
  });

  it("P8: is found by verification for as long as it is filled", async () => {
    const { status, said } = doctor(subscriber);
    expect(said).toMatch(/unguarded: it is being filled by a restore or a subscription/);
    expect(status).toBe(1);
    // The doctor ends no restore that goes on.
    await withSql(publisher.url(), (sql) => rename(sql, "Alpha", "Omega"));
    await caughtUp();
    expect(await rowsBut(subscriber)).toEqual(await rowsBut(publisher));
  });

  it("F105: takes over with the same rows, grants and log", async () => {
    await asSuperuser(subscriber, async (sql) => {
      await sql`alter subscription everything disable`;
      await sql`alter subscription everything set (slot_name = none)`;
      await sql`drop subscription everything`;
    });
    await asSuperuser(publisher, async (sql) => {
      await sql`select pg_drop_replication_slot('everything')`;
      await sql`drop publication everything`;
    });
    expect(doctor(subscriber).said).toMatch(/Everything is in place/);
    await expectRestored(await backedUp(publisher), subscriber, { server, held });
  });
});

/** Rows, but for the mark of a log that is being filled. */
async function rowsBut(database: Database): Promise<Record<string, string>> {
  const { rows } = await stateOf(database);
  const { "stagedoor_audit.installation": _, ...others } = rows;
  return others;
}

const rename = (sql: Sql, from: string, to: string) =>
  sql`update stagedoor.scopes set name = ${to} where name = ${from}`;

/** What triggers derive from, and what they refuse, changed at the publisher. */
async function change(sql: Sql): Promise<void> {
  await sql`select set_config('request.jwt.claims', jsonb_build_object(
    'sub', u.id, 'role', 'authenticated', 'aal', 'aal1')::text, false)
    from auth.users as u where u.email = 'olivia@example.com'`;
  // A move, an archive, a role's links, and somebody who leaves.
  await sql`select public.create_organization('Southlight')`;
  await sql`update stagedoor.scopes set parent_id = (
    select s.id from stagedoor.scopes as s where s.name = 'Southlight') where name = 'Alpha'`;
  await sql`update stagedoor.scopes set archived_at = null where name = 'Beta'`;
  await sql`delete from stagedoor.permission_role_links as l
    using stagedoor.permission_roles as r, stagedoor.permissions as p
    where r.id = l.permission_role_id and p.id = l.permission_id
      and r.role_key = 'dailies' and p.permission_key = 'schedule:edit'`;
  await sql`insert into stagedoor.permissions (permission_key, description)
    values ('schedule:publish', 'Publish the schedule')`;
  await sql`delete from auth.users where email = 'milo@example.com'`;
  await sql`update stagedoor.user_accounts set id = gen_random_uuid()
    where email = 'guest@example.com'`;
  await sql`delete from stagedoor.permission_roles where role_key = 'cutter'`;
  // Whose work it is, and a window that has closed by the time it arrives.
  await sql`update public.artists set user_id = (
    select u.id from auth.users as u where u.email = 'cora@example.com')`;
  await sql`begin`;
  await sql`select stagedoor.use_window(
    'elevation', gen_random_uuid(), clock_timestamp() + interval '200 ms')`;
  await sql`commit`;
  await sql`select stagedoor.end_elevations(null, null, 'the day is over')`;
  await sql`insert into public.studio_transactions (project_id, amount, method)
    select c.project_id, 10, 'cash' from public.cash_closes as c`;
  await sql`delete from public.clients where full_name = 'Client 2'`;
}
