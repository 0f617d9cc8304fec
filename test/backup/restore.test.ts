// Every way of docs/backup.md to make a backup and to restore it, each ending with the same
// rows, decisions, grants and log (F105). They are restored on the version of the run,
// and dumped from the newest version up to it that the programs of this machine can dump.
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { type Cluster, startCluster, SUPERUSER } from "../../cli/postgres/cluster.ts";
import type { Database } from "../../scripts/dev/database.ts";
import { migrationFiles } from "../../scripts/dev/migrations.ts";
import { withSql } from "../../scripts/dev/sql.ts";
import {
  BACKED_UP,
  type BackedUp,
  backedUp,
  busyDatabase,
  doctor,
  emptyDatabase,
  emptyProject,
  expectRestored,
  IN_PLACE,
  migratedDatabase,
  PREPARE,
  TRACKING,
  written,
} from "./stage.ts";
import { supabase } from "../../scripts/dev/supabase-cli.ts";
import { dumpable, run, supabaseDump } from "./tools.ts";

const VERSION = dumpable(inject("clusterVersion"));
const STRICT = ["-X", "-q", "--single-transaction", "-v", "ON_ERROR_STOP=1"];
const OURS = ["--schema=public", "--schema=stagedoor*"];
const EXTENSION = "create extension if not exists btree_gist with schema extensions";
const REPLICA = "-c session_replication_role=replica";

describe.skipIf(VERSION === undefined)("backups", { timeout: 240_000 }, () => {
  let server: Cluster;
  let dumped: Cluster;
  let source: Database;
  let whole: BackedUp;
  let held: Awaited<ReturnType<typeof busyDatabase>>["held"];
  let folder: string;
  beforeAll(async () => {
    folder = fs.mkdtempSync(join(tmpdir(), "stagedoor-backup-"));
    // A restore makes a member of the log's role, on the whole server.
    server = await startCluster({ version: inject("clusterVersion"), name: "restored" });
    dumped =
      VERSION === server.version
        ? server
        : await startCluster({ ...(VERSION && { version: VERSION }), name: "dumped" });
    ({ database: source, held } = await busyDatabase(dumped));
    whole = await backedUp(source);
  }, 240_000);
  afterAll(async () => {
    await server?.stop();
    if (dumped !== server) await dumped?.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it("F105: the files of the Supabase CLI are restored in a new project", async () => {
    const roles = written(folder, "roles.sql", supabaseDump(source.url(), "--role-only"));
    const schema = written(folder, "schema.sql", supabaseDump(source.url()));
    const data = written(folder, "data.sql", supabaseDump(source.url(), "--data-only"));
    const database = await emptyProject(server);

    // Some roles are there, and some attributes only the platform may set.
    run("psql", ["-X", "-q", "-f", roles, database.url()]);
    const restored = run("psql", [
      ...STRICT,
      ...["-f", PREPARE, "-f", schema, "-c", "set session_replication_role = replica"],
      ...["-f", data, database.url()],
    ]);
    expect(restored.stderr).not.toMatch(/ERROR/);
    expect(restored.status).toBe(0);

    const first = doctor(database);
    expect(first.said).toMatch(/Repaired: The audit log is unguarded/);
    expect(first.said).toMatch(/Everything is in place/);
    expect(doctor(database)).toEqual(IN_PLACE);
    await expectRestored(whole, database, { server, held });

    // Its history of migrations is not in the files.
    const url = ["--db-url", `${database.url()}?sslmode=disable`];
    const versions = migrationFiles().map((path) => basename(path).slice(0, 14));
    supabase(["migration", "repair", "--status", "applied", ...url, ...versions]);
    expect(supabase(["db", "push", "--yes", ...url]).stdout).toMatch(/up to date/);
  });

  it("F105: the data of the Supabase CLI is the seed of another project", async () => {
    const project = join(folder, "supabase");
    fs.mkdirSync(project);
    fs.mkdirSync(join(project, "migrations"));
    for (const path of migrationFiles(BACKED_UP)) {
      fs.copyFileSync(path, join(project, "migrations", basename(path)));
    }
    written(join(project, "migrations"), "20990101000000_theirs.sql", TRACKING);
    fs.copyFileSync(PREPARE, join(project, "prepare.sql"));
    written(project, "data.sql", supabaseDump(source.url(), "--data-only"));
    written(
      project,
      "config.toml",
      'project_id = "another"\n[db.seed]\nsql_paths = ["./prepare.sql", "./data.sql"]\n',
    );
    const database = await emptyProject(server);
    const pushed = supabase([
      ...["--workdir", folder, "db", "push", "--yes", "--include-seed"],
      ...["--db-url", `${database.url()}?sslmode=disable`],
    ]);
    expect(pushed.stderr).not.toMatch(/ERROR/);
    expect(pushed.status).toBe(0);
    expect(doctor(database).said).toMatch(/Everything is in place/);
    await expectRestored(whole, database, { server, held });
  });

  it("F105: a dump of our schemas is restored by the owner of a hosted project", async () => {
    const file = join(folder, "owner.dump");
    const logins = join(folder, "logins.sql");
    run("pg_dump", ["-Fc", ...OURS, "-f", file, source.url()]);
    run("pg_dump", [
      ...["--data-only", "--schema=auth", "--exclude-table=auth.schema_migrations"],
      ...["-f", logins, source.url()],
    ]);
    const database = await emptyProject(server);

    const before = run(
      "psql",
      [...STRICT, "-c", EXTENSION, "-f", PREPARE, "-f", logins, database.url()],
      {
        settings: REPLICA,
      },
    );
    expect(before.stderr).toBe("");
    // What is there already, and what belongs to the platform.
    const entries = run("pg_restore", ["--list", file]).stdout.split("\n");
    const list = entries
      .filter((line) => !/ SCHEMA - public | supabase_admin$/.test(line))
      .join("\n");
    const restored = run("pg_restore", [
      ...["--exit-on-error", "-L", written(folder, "list", list)],
      ...["-d", database.url(), file],
    ]);
    expect(restored.stderr).toBe("");
    expect(doctor(database).said).toMatch(/Everything is in place/);
    await expectRestored(whole, database, { server, held });
  });

  it("F105: a dump of a whole database is restored by a superuser", async () => {
    const file = join(folder, "whole.dump");
    run("pg_dump", ["-Fc", "-f", file, source.url(SUPERUSER)]);
    const database = await emptyDatabase(server, `${source.name}_whole`);

    const before = run("psql", [...STRICT, "-f", PREPARE, database.url(SUPERUSER)]);
    expect(before.stderr).toBe("");
    const restored = run("pg_restore", [
      ...["--exit-on-error", "-d", database.url(SUPERUSER), file],
    ]);
    expect(restored.stderr).toBe("");
    expect(doctor(database)).toEqual(IN_PLACE);
    await expectRestored(whole, database, { server, held });
  });

  it("F105: a dump of the data alone is restored in a migrated database", async () => {
    const file = join(folder, "data.dump");
    run("pg_dump", [
      ...["-Fc", "--data-only", "--schema=auth", "--schema=public", "--schema=stagedoor*"],
      ...["--exclude-table=auth.schema_migrations", "-f", file, source.url()],
    ]);
    const database = await migratedDatabase(server);

    expect(run("psql", [...STRICT, "-f", PREPARE, database.url()]).stderr).toBe("");
    const restored = run("pg_restore", ["--exit-on-error", "-d", database.url(), file], {
      settings: REPLICA,
    });
    expect(restored.stderr).toBe("");
    expect(doctor(database).said).toMatch(/Everything is in place/);
    await expectRestored(whole, database, { server, held });
  });

  it("F105: a superuser restores data alone with every trigger disabled", async () => {
    const file = join(folder, "all-off.dump");
    run("pg_dump", [
      ...["-Fc", "--data-only", "--schema=auth", "--schema=public", "--schema=stagedoor*"],
      ...["--exclude-table=auth.schema_migrations", "-f", file, source.url(SUPERUSER)],
    ]);
    const database = await migratedDatabase(server);

    run("psql", [...STRICT, "-f", PREPARE, database.url(SUPERUSER)]);
    const restored = run("pg_restore", [
      ...["--exit-on-error", "--disable-triggers", "-d", database.url(SUPERUSER), file],
    ]);
    expect(restored.stderr).toBe("");
    // It switches all on again as ordinary ones.
    expect(doctor(database).said).toMatch(/Repaired: a trigger that does not fire/);
    await expectRestored(whole, database, { server, held });
  });

  it("F105: a dump that was restored without preparation is repaired by one command", async () => {
    const dump = run("pg_dump", [...OURS, source.url()]).stdout;
    const logins = run("pg_dump", ["--data-only", "--schema=auth", source.url()]).stdout;
    const database = await emptyProject(server);
    run("psql", ["-X", "-q", "-c", EXTENSION, database.url()]);
    run("psql", ["-X", "-q", database.url()], { input: logins, settings: REPLICA });
    // As many do, psql goes on after each owner that postgres may not set.
    run("psql", ["-X", "-q", database.url()], { input: dump });

    await withSql(database.url(), async (sql) => {
      const [open] = await sql`
        select has_table_privilege('anon', 'public.clients', 'truncate') as is_open`;
      expect(open?.is_open).toBe(true);
    });
    const { said } = doctor(database);
    expect(said).toMatch(/Repaired: The audit log is unguarded: .* belongs to postgres/);
    expect(said).toMatch(/Repaired: a probe .* belongs to postgres/);
    expect(said).toMatch(/Repaired: .*: anon may truncate clients/);
    expect(said).toMatch(/Repaired: .*: anon may call grant_access/);
    expect(said).toMatch(/Everything is in place/);
    await expectRestored(whole, database, { server, held });
  });

  it("F105: an installation that is in use makes way for no backup", async () => {
    const database = await migratedDatabase(server);
    await withSql(database.url(), async (sql) => {
      await sql`insert into stagedoor.user_accounts (email) values ('zoe@example.com')`;
    });
    const refused = run("psql", [...STRICT, "-f", PREPARE, database.url()]);
    expect(refused.stderr).toMatch(/This installation is in use/);
    await withSql(database.url(), async (sql) => {
      const [kept] =
        await sql`select count(*)::int as permissions from stagedoor.permissions`;
      expect(kept?.permissions).toBeGreaterThan(60);
    });
    expect(doctor(database)).toEqual(IN_PLACE);
  });
});
