// stagedoor init and upgrade of a database: one transaction, whoever began, with or without
// Supabase.
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AskedInit, init } from "../../cli/init/init.ts";
import type { Outcome } from "../../cli/init/outcome.ts";
import { type Release, sourcesOf, thisRelease } from "../../cli/init/sources.ts";
import { partsNamed } from "../../cli/lib/migrations.ts";
import { upgrade } from "../../cli/init/upgrade.ts";
import { type Cluster, startCluster, SUPERUSER } from "../../cli/postgres/cluster.ts";
import { migrationFiles } from "../../scripts/dev/migrations.ts";
import { runSqlFile, type Sql, withSql } from "../../scripts/dev/sql.ts";
import { inRoot, ROOT } from "../../scripts/lib/paths.ts";
import { INSTALLATION, readDisclosed, readOverride, sqlLog } from "../../cli/audit/log.ts";
import { sqlOutbox } from "../../cli/commands/alerts.ts";
import { schemaDifferences } from "../../scripts/testing/schema-diff.ts";
import { asking, databaseWith, folderWith, migrationsOf, projectWith } from "./stage.ts";

const ENGINE = sourcesOf(thisRelease(), []);

const install = (url: string, more: Partial<AskedInit> = {}): Promise<Outcome> =>
  init({ ...asking({ url }), parts: [], apiSchema: null, isUnchecked: false, ...more });

/** Whether anything of ours is there. */
const schemas = (sql: Sql) =>
  sql`select nspname from pg_namespace where nspname ~ '^(stagedoor|pgmigrations)'`;

function nodePgMigrate(url: string, ...more: string[]) {
  return spawnSync(
    process.execPath,
    [
      inRoot("node_modules/node-pg-migrate/bin/node-pg-migrate.js"),
      ...["up", ...more, "--no-single-transaction", "--migrations-dir", "migrations"],
      ...["--migrations-schema", "pgmigrations", "--create-migrations-schema"],
    ],
    {
      cwd: ROOT,
      encoding: "utf8",
      maxBuffer: 2 ** 26,
      env: { ...process.env, DATABASE_URL: url },
    },
  );
}

/** This release and two files more: one of the engine, one of a part. */
function nextRelease(): Release {
  const next = {
    "20270301021900_engine_notes.sql": `
      alter table stagedoor.scopes add column note text not null default 'as it was';
      create or replace function stagedoor.version() returns text
      language sql immutable parallel safe set search_path = '' as $$ select '0.2.0' $$;`,
    "20270301035990_api_notes.sql": `
      create function public.get_note(p_scope_id uuid) returns text
      language sql stable set search_path = ''
      as $$ select s.note from stagedoor.scopes as s where s.id = p_scope_id $$;
      revoke all on function public.get_note from public, anon, authenticated, service_role;`,
    "20270301079990_film_notes.sql":
      "create table public.film_notes (id uuid primary key);",
  };
  const folder = folderWith(next);
  for (const [name, text] of Object.entries(next)) {
    // As a file has it: from the first column.
    fs.writeFileSync(join(folder, name), text.replaceAll(/^ +/gm, ""));
  }
  for (const file of migrationFiles()) {
    fs.copyFileSync(file, join(folder, file.slice(file.lastIndexOf("/") + 1)));
  }
  return { version: "0.2.0", folder };
}

describe("init in a database", { timeout: 240_000 }, () => {
  it("ends with the schema that the migrations end with, and changes nothing again (F105)", async () => {
    const [direct, database] = [
      await databaseWith([], { from: "migrated", parts: [] }),
      await databaseWith([]),
    ];
    const dry = await install(database.url(), { dryRun: true });
    expect(dry.lines.join()).toMatch(/Would apply/);
    expect(await withSql(database.url(), schemas)).toEqual([]);
    const { findings, lines, files } = await install(database.url());
    expect(findings).toEqual([]);
    expect(lines.join()).toMatch(/Applied \d+ files in one transaction/);
    expect(files).toEqual(ENGINE.map(({ name }) => name));
    expect(await schemaDifferences(direct.url(SUPERUSER), database.url(SUPERUSER))).toEqual(
      [],
    );

    const again = await install(database.url());
    expect(again).toMatchObject({ files: [], findings: [] });
    expect(again.lines.join()).toMatch(/is in this database: nothing to do/);
    // Both keep the same books.
    expect(nodePgMigrate(database.url(), String(ENGINE.length)).stdout).not.toMatch(
      /foundation_schemas/,
    );
  });

  it("names what it would meet, and whoever may not, and changes nothing (F105)", async () => {
    const database = await databaseWith(["chat"]);
    const { findings } = await install(database.url());
    expect(findings.join()).toMatch(
      /^function public\.authorize\(.*take another --api-schema/,
    );
    const url = new URL(database.url());
    await withSql(database.url(SUPERUSER), async (sql) => {
      await sql`drop role if exists adopter_nobody`;
      await sql`create role adopter_nobody login password 'postgres'`;
    });
    url.username = "adopter_nobody";
    const refused = await install(url.href, { apiSchema: "access" });
    expect(refused.findings).toEqual([
      expect.stringMatching(/^adopter_nobody may not make schemas in the database /),
      expect.stringMatching(/^adopter_nobody may not refer to auth\.users/),
      expect.stringMatching(/^adopter_nobody may not make objects in the schema public/),
    ]);
    expect(await withSql(database.url(), schemas)).toEqual([]);
    expect((await install(database.url(), { apiSchema: "access" })).findings).toEqual([]);
    const calls = await withSql(
      database.url(),
      (sql) => sql`select to_regproc('access.authorize') as ours, (
        select count(*)::integer from pg_proc
        where proname = 'authorize' and pronamespace = 'public'::regnamespace) as public`,
    );
    expect(calls).toEqual([{ ours: "access.authorize", public: 1 }]);
    // The commands ask the engine, wherever the calls are served.
    await withSql(database.url(), async (sql) => {
      const [head] = await sqlLog(sql).heads(null);
      expect(head).toMatchObject({ sequence: "installation" });
      const [seq] = await readOverride(sql, null, INSTALLATION);
      expect(seq).toBeUndefined();
      expect(await readDisclosed(sql, null, 1)).toEqual([]);
      expect(await sqlOutbox(sql).take(1)).toEqual([]);
    });
    await withSql(database.url(SUPERUSER), (sql) =>
      sql`drop owned by adopter_nobody; drop role adopter_nobody`.simple(),
    );
  });

  it("takes an extension where it stands (F105)", async () => {
    const database = await databaseWith([]);
    await withSql(database.url(), (sql) =>
      sql`alter extension btree_gist set schema public`.catch(() =>
        sql`drop extension btree_gist; create extension btree_gist schema public`.simple(),
      ),
    );
    const { findings, lines } = await install(database.url());
    expect(findings).toEqual([]);
    expect(lines[0]).toBe(
      "Note: extension btree_gist stands in the schema public, and stays there.",
    );
  });

  it("ends what node-pg-migrate began, and refuses what nobody noted (F105)", async () => {
    const begun = await databaseWith([]);
    expect(nodePgMigrate(begun.url(), "30").status).toBe(0);
    const { findings, files } = await install(begun.url());
    expect(findings).toEqual([]);
    expect(files).toEqual(ENGINE.slice(30).map(({ name }) => name));

    const unknown = await databaseWith([]);
    await withSql(unknown.url(), async (sql) => {
      for (const file of migrationFiles([]).slice(0, 5)) await runSqlFile(sql, file);
    });
    await expect(install(unknown.url())).rejects.toThrow(/nobody noted how it came/);
    await expect(upgrade(asking({ url: unknown.url() }))).rejects.toThrow(
      /stopped in the middle/,
    );
  });

  it("takes everything back where a file fails (F105)", async () => {
    const database = await databaseWith([]);
    const release = nextRelease();
    fs.appendFileSync(
      join(release.folder, "20270301021900_engine_notes.sql"),
      "select 1/0;",
    );
    await expect(install(database.url(), { release })).rejects.toThrow(
      /^20270301021900_engine_notes.*division by zero \(22012\)\. Nothing was changed\.$/,
    );
    expect(await withSql(database.url(), schemas)).toEqual([]);
  });
});

describe("upgrade", { timeout: 240_000 }, () => {
  it("applies to a database what the next release adds, and keeps its data (F105)", async () => {
    const database = await databaseWith([]);
    await expect(upgrade(asking({ url: database.url() }))).rejects.toThrow(
      /is not in this database: "stagedoor init"/,
    );
    await install(database.url(), { apiSchema: "access" });
    expect((await upgrade(asking({ url: database.url() }))).lines.join()).toMatch(
      /Stagedoor 0\.1\.0 is in this database: nothing to do/,
    );
    const scope = await withSql(database.url(), async (sql) => {
      const [row] = await sql`
        insert into stagedoor.scopes (scope_type, name) values ('organization', 'Kept')
        returning id`;
      return String(row?.id);
    });
    const release = nextRelease();
    // What they made since is looked at as well.
    const note = (verb: string) => withSql(database.url(), (sql) => sql.unsafe(verb));
    await note("create function access.get_note() returns int language sql return 1");
    const met = await upgrade(asking({ url: database.url(), release }));
    expect(met.findings).toEqual([
      "function access.get_note() is there already, and would answer beside ours: rename yours.",
    ]);
    await note("drop function access.get_note()");
    const dry = await upgrade(asking({ url: database.url(), release, dryRun: true }));
    expect(dry.lines.join()).toMatch(/Would apply 2 files/);
    await expect(install(database.url(), { release })).rejects.toThrow(
      /0\.1\.0 is in this database, and this is 0\.2\.0: run "stagedoor upgrade"/,
    );
    const { files } = await upgrade(asking({ url: database.url(), release }));
    expect(files).toEqual(["20270301021900_engine_notes", "20270301035990_api_notes"]);
    const found = await withSql(
      database.url(),
      (sql) => sql`
        select stagedoor.version() as version, s.name, access.get_note(s.id) as note,
          to_regclass('public.film_notes') as film
        from stagedoor.scopes as s where s.id = ${scope}`,
    );
    expect(found).toEqual([
      { version: "0.2.0", name: "Kept", note: "as it was", film: null },
    ]);
    expect((await upgrade(asking({ url: database.url(), release }))).files).toEqual([]);
    await expect(upgrade(asking({ url: database.url() }))).rejects.toThrow(
      /0\.2\.0 is there, and this is 0\.1\.0/,
    );
  });

  it("adds to a project what the next release adds, and refuses a changed copy (F105)", async () => {
    const directory = projectWith("teams");
    const url = (await databaseWith(["teams"])).url();
    await expect(upgrade(asking({ directory }))).rejects.toThrow(/is not in this project/);
    await install(url, { directory, apiSchema: "access" });
    const copies = migrationsOf(directory);
    const release = nextRelease();
    const { files } = await upgrade(asking({ directory, release }));
    expect(migrationsOf(directory).slice(0, copies.length)).toEqual(copies);
    expect(files.map((file) => file.replace(/^.*\/\d+/, ""))).toEqual([
      "_stagedoor_engine_notes.sql",
      "_stagedoor_api_notes.sql",
    ]);
    const added = fs.readFileSync(join(directory, files[1] ?? ""), "utf8");
    expect(added).toMatch(/^-- Stagedoor 0\.2\.0: .* served in access /);
    expect(added).toContain("create function access.get_note(");
    expect((await upgrade(asking({ directory, release }))).files).toEqual([]);
    expect((await install(url, { directory, release })).files).toEqual([]);
    await expect(upgrade(asking({ directory }))).rejects.toThrow(
      /use a package that is as new/,
    );

    fs.appendFileSync(join(directory, "supabase/migrations", copies[5] ?? ""), "select 1;");
    await expect(upgrade(asking({ directory, release }))).rejects.toThrow(
      new RegExp(`^${copies[5]} is not as Stagedoor 0\\.1\\.0 shipped it`),
    );
  });

  it("refuses a release that changed a file instead of adding one (F105)", async () => {
    const directory = projectWith("teams");
    const url = (await databaseWith(["teams"])).url();
    await install(url, { directory });
    const release = nextRelease();
    fs.appendFileSync(join(release.folder, `${ENGINE[3]?.name}.sql`), "select 1;");
    await expect(upgrade(asking({ directory, release }))).rejects.toThrow(
      new RegExp(`^${ENGINE[3]?.name} was applied with another text`),
    );
  });
});

describe("plain PostgreSQL", { timeout: 240_000 }, () => {
  let cluster: Cluster;
  const admin = (work: (sql: Sql) => Promise<unknown>, database = "postgres") =>
    withSql(cluster.url(SUPERUSER, database), work);
  beforeAll(async () => {
    cluster = await startCluster({ name: "plain" });
    await admin(async (sql) => {
      await sql`create role app_owner login createrole password 'postgres'`;
      await sql`create database app owner app_owner`;
      await sql`create database other owner app_owner`;
    });
  });
  afterAll(() => cluster?.stop());

  it("gets the roles and the smallest auth that it needs, in the same transaction (F105)", async () => {
    const url = cluster.url("app_owner", "app");
    await expect(install(url)).rejects.toThrow(
      /a superuser makes them with plain\/roles\.sql/,
    );
    await admin((sql) => runSqlFile(sql, inRoot("plain/roles.sql")), "app");
    const { findings, files } = await install(url);
    expect(findings).toEqual([]);
    expect(files[0]).toBe("plain/auth.sql");
    const [row] = await withSql(url, (sql) => sql`select stagedoor.version() as version`);
    expect(row).toEqual({ version: thisRelease().version });

    // Whoever may make the roles is not asked to.
    const other = await install(cluster.url(SUPERUSER, "other"));
    expect(other.files.slice(0, 1)).toEqual(["plain/auth.sql"]);
  });

  it("refuses parts that there are none of (F105)", () => {
    expect(() => partsNamed("engine,opera")).toThrow(
      /^There is no part "opera": --parts takes/,
    );
    expect(() => partsNamed("")).toThrow(/^There is no part ""/);
    expect(partsNamed("film, studio")).toEqual(["production", "film", "studio"]);
  });
});
