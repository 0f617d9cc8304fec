// A database worth a backup, and everything in it that a restore has to bring back.
import * as fs from "node:fs";
import { spawnSync } from "node:child_process";
import { expect } from "vitest";
import { clusterUrl, SUPERUSER } from "../../cli/postgres/cluster.ts";
import { createDatabase, type Database, type Server } from "../../scripts/dev/database.ts";
import type { Part } from "../../scripts/dev/migrations.ts";
import { runSqlFile, type Sql, withSql } from "../../scripts/dev/sql.ts";
import { inRoot } from "../../scripts/lib/paths.ts";
import { differencesOf, type Schema, schemaOf } from "../../scripts/testing/schema-diff.ts";
import {
  bundleOf,
  pythonVerdict,
  record,
  sealerOf,
  sequenceId,
  verdictOf,
} from "../audit/stage.ts";
import { stagedoorProgram } from "../cli/command-line.ts";

/** What is run first where a backup is to be restored. */
export const PREPARE = inRoot("docs/backup/prepare.sql");

const SEALED = sequenceId(1);

/** The parts whose every table has rows in world.sql or in a file of their own. */
export const BACKED_UP: readonly Part[] = ["production", "film", "theatre", "studio"];

/** Whoever holds checkpoints of the log. */
type Sealer = ReturnType<typeof sealerOf>;

/** What world.sql tracks has triggers wherever the migrations are: that is one of theirs. */
export const TRACKING = `select stagedoor.hang_tracking(
  'public.artists', 'stagedoor.tg_any__track_member', 'members');`;

/** A database to which the same migrations have been applied, and nothing else. */
export async function migratedDatabase(server: Server): Promise<Database> {
  const database = await createDatabase(server, { parts: BACKED_UP });
  await withSql(database.url(), (sql) => sql.unsafe(TRACKING));
  return database;
}

/** A database with a row in every table, and with a sealed log. */
export async function busyDatabase(
  server: Server,
): Promise<{ database: Database; held: Sealer["held"] }> {
  const database = await migratedDatabase(server);
  const held = await withSql(database.url(), async (sql) => {
    await runSqlFile(sql, inRoot("supabase/seed.sql"));
    for (const file of ["production", "data", "money"]) {
      await runSqlFile(sql, inRoot(`supabase/film/${file}.sql`));
    }
    await runSqlFile(sql, inRoot("test/backup/world.sql"));
    await runSqlFile(sql, inRoot("test/backup/film.sql"));
    await runSqlFile(sql, inRoot("supabase/theatre/company.sql"));
    await runSqlFile(sql, inRoot("test/backup/theatre.sql"));
    await record(sql, SEALED, 20);
    const sealer = sealerOf(sql);
    expect((await sealer.run()).problems).toEqual([]);
    return sealer.held;
  });
  const empty = Object.entries((await stateOf(database)).rows)
    .filter(([name, rows]) => rows.startsWith("0 ") && /^(stagedoor|public)/.test(name))
    .map(([name]) => name);
  expect(empty).toEqual([]);
  return { database, held };
}

/** Every row of every table, as a count and a digest, and who holds which key where. */
export async function stateOf(
  database: Database,
): Promise<{ rows: Record<string, string>; decisions: string[] }> {
  return withSql(database.url(SUPERUSER), async (sql) => {
    const rows: Record<string, string> = {};
    for (const { name } of await tablesOf(sql)) {
      // When policies were last looked at is no news.
      const line = name === "stagedoor.policy_looks" ? "t.is_only::text" : "t::text";
      const [row] = await sql.unsafe(`
        select count(*) || ' ' || coalesce(
          md5(string_agg(${line}, e'\\n' order by ${line} collate "C")), '') as rows
        from ${name} as t`);
      rows[name] = row?.rows;
    }
    const decisions = await sql<{ decision: string }[]>`
      select concat_ws(' ', a.id, s.id, (
        select string_agg(distinct k, ',' order by k) from unnest(f.held_keys) as k
      ), (
        select string_agg(distinct k, ',' order by k) from unnest(f.locked_keys) as k
      )) as decision
      from stagedoor.user_accounts as a
      cross join stagedoor.scopes as s
      cross join lateral stagedoor.fold_keys(a.id, s.id, null, 'aal1') as f
      order by a.id, s.id`;
    return { rows, decisions: decisions.map((row) => row.decision) };
  });
}

/** What is unlogged is lost in a crash, too: no backup has to bring it back. */
function tablesOf(sql: Sql) {
  return sql<{ name: string }[]>`
    select format('%I.%I', n.nspname, c.relname) as name
    from pg_class as c
    join pg_namespace as n on n.oid = c.relnamespace
    where c.relkind = 'r' and c.relpersistence = 'p' and (n.nspname like 'stagedoor%' or n.nspname in ('public', 'auth'))
    order by 1`;
}

/** `npm run doctor -- --fix`, as the owner of the database. */
export function doctor(database: Database): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [stagedoorProgram(), "doctor", "--fix", database.url()],
    { encoding: "utf8" },
  );
  return { status, said: stdout + stderr };
}

/** What it says where there was nothing to repair. */
export const IN_PLACE = {
  status: 0,
  said: expect.stringMatching(
    /^(?![^]*(Repaired|Rebuilt|skip ))[^]*Everything is in place\.\n$/,
  ),
};

/** One hash over everything that decides who may do what. */
export const fingerprintOf = (database: Database): Promise<string> =>
  withSql(database.url(), async (sql) => {
    const [row] = await sql<{ hash: string }[]>`select stagedoor.fingerprint() as hash`;
    return row?.hash ?? "";
  });

/** What a restore has to bring back. */
export interface BackedUp {
  state: Awaited<ReturnType<typeof stateOf>>;
  fingerprint: string;
}

/** What a database holds, once it is backed up. */
export async function backedUp(source: Database): Promise<BackedUp> {
  return { state: await stateOf(source), fingerprint: await fingerprintOf(source) };
}

/** What the migrations make on the server of this file. */
let migrated: Promise<Schema> | undefined;

/** The restored database is the one that was backed up, to the last row, grant and leaf. */
export async function expectRestored(
  source: BackedUp,
  target: Database,
  { server, held }: { server: Server; held: Sealer["held"] },
): Promise<void> {
  expect(await stateOf(target)).toEqual(source.state);
  expect(await fingerprintOf(target)).toBe(source.fingerprint);

  // What the migrations make on this server, or it is something else.
  migrated ??= migratedDatabase(server).then((fresh) => schemaOf(fresh.url(SUPERUSER)));
  const differences = differencesOf(await schemaOf(target.url(SUPERUSER)), await migrated);
  expect(differences.filter((line) => !isNotation(line))).toEqual([]);

  await withSql(target.url(), async (sql) => {
    const verdicts = await sql`
      select stagedoor_audit.verify(h.sequence_id) as verdict, h.last_seq
      from (
        select distinct coalesce(s.project_id, s.id) as sequence_id, 0 as last_seq
        from stagedoor.scopes as s
        union all
        select ${SEALED}, 20
      ) as h`;
    expect(verdicts.length).toBeGreaterThan(3);
    for (const { verdict } of verdicts) expect(verdict).toMatchObject({ ok: true });

    // The log goes on where it stopped, and so does whoever holds its checkpoints.
    await record(sql, SEALED, 5);
    const bundle = await bundleOf(sql, SEALED, held);
    expect(await verdictOf(bundle)).toMatch(/^OK: /);
    expect(await pythonVerdict(bundle)).toMatch(/^OK/);
    await expectGuarded(sql);
  });
}

/** Nothing is left open: guards refuse and recorders record, in replica mode too. */
async function expectGuarded(sql: Sql): Promise<void> {
  await expect(sql`delete from stagedoor_audit.leaves`).rejects.toThrow(
    "permission denied",
  );
  await expect(sql`set role stagedoor_auditor`).rejects.toThrow("permission denied");
  await expect(sql`set role stagedoor_probe`).rejects.toThrow("permission denied");
  await sql`set session_replication_role = replica`;
  await expect(
    sql`update stagedoor.user_accesses set valid_until = '2099-01-01' where status = 'Active'`,
  ).rejects.toThrow("never rewritten");
  await sql`update stagedoor.settings set value = '11' where key = 'invitations_per_hour'`;
  await sql`reset session_replication_role`;
  const [last] = await sql`
    select e.event, e.object_id from public.get_audit_events(null, 1) as e`;
  expect(last).toMatchObject({
    event: "setting.changed",
    object_id: "invitations_per_hour",
  });
}

/**
 * Whether a difference is one of writing alone. `supabase db dump` leaves out lines that
 * begin with two dashes, of function bodies too; PostgreSQL sets other parentheses the
 * second time.
 */
function isNotation(line: string): boolean {
  // Who may do what in its schemas, the platform says for each version.
  if (/"schema":"(auth|extensions)"/.test(line)) return true;
  const { attr, from, to } = JSON.parse(line) as Record<string, unknown>;
  const [before, after] = [from, to].map((text) =>
    String(text)
      .replaceAll(/^--.*\n/gm, "")
      .replaceAll(/[()]/g, ""),
  );
  return attr === "def" && before === after;
}

/** Where a database is to be restored into: a hosted project's before its first migration. */
export const emptyProject = (server: Server): Promise<Database> =>
  createDatabase(server, { from: "baseline", defaultGrants: "legacy" });

/** A database of a server that has nothing at all. */
export async function emptyDatabase(server: Server, name: string): Promise<Database> {
  const admin = clusterUrl(server.port, SUPERUSER);
  await withSql(admin, (sql) => sql`create database ${sql(name)} template template0`);
  return {
    name,
    url: (user) => clusterUrl(server.port, user, name),
    drop: () => withSql(admin, async (sql) => void (await sql`drop database ${sql(name)}`)),
  };
}

/** A file of a backup. */
export function written(folder: string, name: string, text: string): string {
  fs.writeFileSync(`${folder}/${name}`, text);
  return `${folder}/${name}`;
}
