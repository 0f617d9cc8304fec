// The doctor over databases that are broken in each way that it looks for (F105, F117), and
// over a healthy one.
import { basename } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { examine, type Report } from "../../cli/doctor/examine.ts";
import { serverNotes, serverProblems } from "../../cli/doctor/server.ts";
import { migrationFiles } from "../../cli/lib/migrations.ts";
import { inTransaction } from "../../cli/lib/sql.ts";
import { run } from "../../cli/program.ts";
import { clusterUrl, SUPERUSER } from "../../cli/postgres/cluster.ts";
import type { Database, DatabaseOptions } from "../../scripts/dev/database.ts";
import { freePort } from "../../cli/postgres/ports.ts";
import { runSqlFile, withSql } from "../../scripts/dev/sql.ts";
import { testDatabase } from "../stack/database.ts";

const made: Database[] = [];
afterEach(async () => {
  for (const each of made.splice(0)) await each.drop();
});

async function database(options?: DatabaseOptions): Promise<Database> {
  const one = await testDatabase(options);
  made.push(one);
  return one;
}

const as = (one: Database, user: string | undefined, statement: string) =>
  withSql(one.url(user), (sql) => sql.unsafe(statement));

const look = (one: Database, fix = false): Promise<Report> =>
  withSql(one.url(), (sql) => examine(sql, { fix }));

/** The checks that found something. */
const notOk = ({ checks }: Report) =>
  checks.filter(({ outcome }) => outcome !== "ok").map(({ name }) => name);

/** What an application has, tracked and protected. */
const THEIRS = `
  create table public.teams (id uuid primary key, name text);
  create table public.rooms (id uuid not null, team_id uuid) partition by list (team_id);
  create table public.rooms_1 partition of public.rooms default;
  create table public.invoices (id uuid primary key, team_id uuid, created_by uuid);
  select stagedoor.track_scopes('public.teams', 'organization', name => 'name');
  select stagedoor.protect('public.invoices', 'invoice', 'team_id',
    scope_type => 'organization', owner => 'created_by');
  select stagedoor.protect('public.rooms', 'room', 'team_id', scope_type => 'organization');
  select stagedoor.protect('public.teams', 'team', 'id')`;

interface Broken {
  what: string;
  statement: string;
  by?: string;
  name: string;
  found: RegExp;
  isRepaired?: boolean;
}

const BROKEN: Broken[] = [
  {
    what: "a table of the engine without row-level security",
    statement: "alter table stagedoor.scopes disable row level security",
    ...{ name: "row-level security", found: /stagedoor\.scopes$/ },
  },
  {
    what: "a table of a part without row-level security",
    statement: "alter table public.clients disable row level security",
    ...{ name: "row-level security", found: /: clients$/ },
  },
  {
    what: "a trigger that is switched off",
    statement: "alter table stagedoor.scopes disable trigger _900_record",
    ...{ name: "triggers", found: /_900_record on stagedoor\.scopes/ },
  },
  {
    what: "a trigger that is ordinary",
    statement: "alter table stagedoor.scopes enable trigger _900_record",
    ...{ name: "triggers", found: /_900_record on stagedoor\.scopes/, isRepaired: true },
  },
  {
    what: "a call that anon may call",
    statement: "grant execute on function public.grant_access to anon",
    ...{ name: "grants", found: /: anon may call grant_access/, isRepaired: true },
  },
  {
    what: "a function of the engine for everybody",
    statement: "grant execute on function stagedoor.rebuild to public",
    ...{ name: "grants", found: /public may execute stagedoor\.rebuild/, isRepaired: true },
  },
  {
    what: "a table of a part that anon reads",
    statement: "grant select on public.clients to anon",
    ...{ name: "grants", found: /anon may select clients/, isRepaired: true },
  },
  {
    what: "a table of a part that is emptied",
    statement: "grant truncate on public.clients to authenticated",
    ...{ name: "grants", found: /authenticated may truncate clients/, isRepaired: true },
  },
  {
    what: "a table of the engine that is written",
    statement: "grant insert on stagedoor.user_accesses to authenticated",
    name: "grants",
    ...{ found: /authenticated may insert stagedoor\.user_accesses/, isRepaired: true },
  },
  {
    what: "a call that nobody may call",
    statement: "revoke execute on function public.grant_access from authenticated",
    ...{
      name: "calls",
      found: /authenticated may not call grant_access/,
      isRepaired: true,
    },
  },
  {
    what: "a schema that nobody may use",
    statement: "revoke usage on schema stagedoor_film from authenticated",
    name: "calls",
    ...{ found: /authenticated may not use the schema stagedoor_film/, isRepaired: true },
  },
  {
    what: "a table whose rows nobody reads",
    statement: "revoke select on public.clients from authenticated",
    ...{ name: "calls", found: /authenticated may not select clients/, isRepaired: true },
  },
  {
    what: "a counter that stands behind",
    statement: `insert into stagedoor.access_log (id, action, resource_type, resource_id)
      overriding system value values (99, 'read', 'test', 'one')`,
    ...{ name: "counters", found: /id of stagedoor\.access_log/, isRepaired: true },
  },
  {
    what: "rows that do not follow",
    statement: `set session_replication_role = replica;
      update stagedoor.permission_implications set implies_key = 'access:view'
      where (permission_key, implies_key) in (
        select i.permission_key, i.implies_key from stagedoor.permission_implications as i
        where not exists (
          select from stagedoor.permission_implications as o
          where o.permission_key = i.permission_key and o.implies_key = 'access:view')
        limit 1)`,
    by: SUPERUSER,
    ...{ name: "derived rows", found: /: \d+ of stagedoor$/, isRepaired: true },
  },
  {
    what: "a registration of a table that is gone",
    statement: "drop table public.invoices",
    ...{ name: "registrations", found: /\d+ in stagedoor\.prot/, isRepaired: true },
  },
  // Last: with these nothing can be recorded.
  {
    what: "a log that belongs to postgres",
    statement: "alter table stagedoor_audit.leaves owner to postgres",
    by: SUPERUSER,
    ...{ name: "audit log", found: /leaves belongs to postgres/, isRepaired: true },
  },
  {
    what: "a probe that belongs to postgres",
    statement: "alter schema stagedoor_probe owner to postgres",
    by: SUPERUSER,
    ...{ name: "probe", found: /stagedoor_probe belongs to postgres/, isRepaired: true },
  },
  {
    what: "a tracked table whose trigger is gone",
    statement: "drop trigger zz_stagedoor_scopes on public.teams",
    ...{ name: "tracked tables", found: /teams has no zz_stagedoor_scopes that fires/ },
  },
  {
    what: "a tracked table whose trigger is off",
    statement: "alter table public.teams disable trigger zz_stagedoor_scopes_delete",
    ...{ name: "tracked tables", found: /teams has no zz_stagedoor_scopes_delete that/ },
  },
  {
    what: "a protected table without row-level security",
    statement: "alter table public.rooms disable row level security",
    ...{ name: "protected tables", found: /rooms has no row-level security/ },
  },
  {
    what: "a protected table without a policy",
    statement: "drop policy stagedoor_update on public.invoices",
    ...{ name: "protected tables", found: /invoices has no policy for update/ },
  },
  {
    what: "a protected table whose policy is open",
    statement: "alter policy stagedoor_select on public.invoices using (true)",
    ...{ name: "protected tables", found: /invoices has no policy for select/ },
  },
  {
    what: "a protected table with a policy beside",
    statement: "create policy more on public.invoices for select using (true)",
    ...{ name: "protected tables", found: /invoices has the policy more beside it/ },
  },
  {
    what: "a protected table that anon reads",
    statement: "grant select on public.invoices to anon",
    ...{ name: "protected tables", found: /anon may select invoices/ },
  },
  {
    what: "a protected table that stamps nobody",
    statement: "drop trigger zz_stagedoor_owner on public.invoices",
    ...{ name: "protected tables", found: /invoices stamps no owner/ },
  },
  {
    what: "a partition that is open",
    statement: `create table public.rooms_2 partition of public.rooms
        for values in ('00000000-0000-4000-8000-000000000002');
      alter table public.rooms_2 enable row level security;
      grant select on public.rooms_2 to authenticated`,
    ...{ name: "protected tables", found: /rooms_2 is open beside its table/ },
  },
  {
    what: "a schema of the engine that is served",
    statement: `do $$ begin execute format(
        'alter database %I set pgrst.db_schemas = ''public, stagedoor''',
        current_database()); end $$`,
    by: SUPERUSER,
    ...{ name: "served schemas", found: /is not to serve: stagedoor$/ },
  },
  {
    what: "a table of theirs without row-level security",
    statement: `create table public.notes (id uuid);
      grant select, insert on public.notes to anon`,
    ...{ name: "open tables", found: /notes: .*anon.* may .*insert/ },
  },
  {
    what: "a materialized view of theirs that requests read",
    statement: `create materialized view public.totals as select 1 as total;
      revoke all on public.totals from anon, authenticated;
      grant select on public.totals to authenticated`,
    ...{ name: "open tables", found: /totals: authenticated may select$/ },
  },
  {
    what: "a foreign table of theirs that requests read",
    statement: `create extension if not exists file_fdw schema extensions;
      create server files foreign data wrapper file_fdw;
      create foreign table public.far (line text) server files options (filename '/dev/null');
      grant select on public.far to anon`,
    by: SUPERUSER,
    ...{ name: "open tables", found: /far: .*anon.* may .*select/ },
  },
];

describe("stagedoor doctor", { timeout: 120_000 }, () => {
  it.each([{ parts: [] }, { defaultGrants: "none" as const }])(
    "finds nothing in a healthy database with tracked and protected tables (F105, control): %o",
    async (options) => {
      const one = await database(options);
      await as(one, undefined, THEIRS);
      const report = await look(one);
      expect(notOk(report)).toEqual([]);
      expect(report.fingerprint).toMatch(/^[0-9a-f]{64}$/);
      expect(report.parts).toContain("engine");
      expect(await look(one, true)).toMatchObject({
        ...{ problems: [], repaired: [], rebuilt: [], skipped: [] },
        fingerprint: report.fingerprint,
      });
    },
  );

  describe.each([true, false])("over what is broken, and repaired: %s", (isRepaired) => {
    const broken = BROKEN.filter((each) => (each.isRepaired ?? false) === isRepaired);
    let one: Database;
    let first: Report;
    let again: Report;
    let fixed: Report;
    beforeAll(async () => {
      one = await testDatabase();
      await as(one, undefined, THEIRS);
      for (const { statement, by } of broken) await as(one, by, statement);
      first = await look(one);
      again = await look(one);
      fixed = await look(one, true);
    }, 120_000);
    afterAll(() => one?.drop());

    it.each(broken)("names $what (F105)", ({ name, found }) => {
      expect(notOk(first)).toContain(name);
      expect(first.problems).toContainEqual(expect.stringMatching(found));
    });

    it("names nothing else, and changes nothing without --fix (F105)", () => {
      // What has lost its row-level security is open, too.
      const isToo = /without row-level security: (stagedoor\.scopes|clients|rooms): /;
      const unmatched = first.problems.filter(
        (line) => !isToo.test(line) && !broken.some(({ found }) => found.test(line)),
      );
      expect(unmatched).toEqual([]);
      expect(first).toMatchObject({ repaired: [], rebuilt: [], skipped: [] });
      expect(again).toEqual(first);
    });

    it.runIf(isRepaired)("repairs all of it with --fix, and says what (F105)", () => {
      expect(notOk(fixed)).toEqual([]);
      expect(fixed.rebuilt).toHaveLength(1);
      for (const { name, found } of broken) {
        if (name === "derived rows") continue;
        expect(fixed.repaired).toContainEqual(expect.stringMatching(found));
      }
    });

    it.skipIf(isRepaired)("repairs none of it with --fix (F105)", () => {
      expect(fixed.problems).toEqual(first.problems);
      expect(fixed.repaired).toEqual([]);
    });
  });

  it("names a role of requests with more than their rights (F105)", async () => {
    const one = await database();
    // Roles are the server's: it is undone before anybody else looks.
    await withSql(one.url(SUPERUSER), async (sql) => {
      await inTransaction(sql, { isTrial: true }, async (transaction) => {
        await transaction`grant pg_read_all_data to authenticated`;
        await transaction`alter role anon bypassrls`;
        const { engineChecks } = await import("../../cli/doctor/checks.ts");
        const check = engineChecks([]).find(({ name }) => name === "roles of requests");
        const rows = await transaction.unsafe<{ found: string }[]>(check?.sql ?? "");
        expect(rows.map((row) => row.found)).toEqual([
          "anon goes past row-level security",
          "authenticated can become pg_read_all_data",
        ]);
      });
    });
  });

  it("repairs no rights on tables and functions of others that bear names of ours (F105)", async () => {
    const one = await database({ parts: [] });
    await as(
      one,
      undefined,
      `create table public.clients (id uuid primary key);
       alter table public.clients enable row level security;
       revoke all on public.clients from anon, authenticated, service_role;
       grant select, insert on public.clients to authenticated;
       create schema api;
       do $$
       declare
         v_call regprocedure;
       begin
         for v_call in
           select f.oid from pg_proc as f
           where f.pronamespace = 'public'::regnamespace and f.prosrc ~ '\\mstagedoor\\.'
         loop
           execute format('alter function %s set schema api', v_call);
         end loop;
       end;
       $$;
       create function public.authorize_for(p_id integer) returns integer
       language sql as 'select 1';
       revoke all on function public.authorize_for from public, authenticated, anon,
         service_role;
       create function public.add_artist(p_project_id uuid) returns boolean
       language sql as 'select stagedoor.get_access_version(p_project_id) > 0';
       grant execute on function public.add_artist to anon;
       revoke execute on function api.grant_access from authenticated`,
    );
    const found = /authenticated may not call api\.grant_access/;
    expect((await look(one)).problems).toEqual([expect.stringMatching(found)]);
    const report = await look(one, true);
    expect(report.repaired).toEqual([expect.stringMatching(found)]);
    expect(report.problems).toEqual([]);
    const [rights] = await as(
      one,
      undefined,
      `select
         (select relacl::text from pg_class where oid = 'public.clients'::regclass) as clients,
         has_function_privilege('authenticated', 'public.authorize_for(integer)', 'execute')
           as calls`,
    );
    expect(rights).toMatchObject({
      clients: expect.stringContaining("authenticated=ar/"),
      calls: false,
    });
  });

  it("says of tables that are closed to everybody, and of old minor versions, without a finding", async () => {
    const one = await database();
    await as(
      one,
      undefined,
      `create table public.closed (id uuid);
       alter table public.closed enable row level security;
       grant select on public.closed to authenticated`,
    );
    const { problems, notes } = await look(one);
    expect(problems).toEqual([]);
    expect(notes).toContainEqual(
      expect.stringMatching(/^closed is closed to every request/),
    );
    expect(serverNotes(170_001)).toEqual([
      "PostgreSQL 17.1 has known holes: 17.11 or a later minor version closes them",
    ]);
    expect([...serverNotes(170_011), ...serverNotes(190_000)]).toEqual([]);
    expect(serverProblems(150_000)).toEqual([]);
    expect(serverProblems(140_013)).toEqual([
      "PostgreSQL 14.13 is too old: 15 or newer is needed",
    ]);
  });
});

describe("an installation that is not whole", { timeout: 120_000 }, () => {
  const files = migrationFiles();

  async function installed(some: string[]): Promise<Database> {
    const one = await database({ from: "baseline" });
    await withSql(one.url(), async (sql) => {
      for (const file of some) await runSqlFile(sql, file);
    });
    return one;
  }

  it("is named where nothing is installed, and nothing else is looked at (F105)", async () => {
    const report = await look(await installed([]));
    expect(report.problems).toEqual(["Stagedoor is not installed here"]);
    expect(report.fingerprint).toBeNull();
    expect(
      report.checks.filter(({ outcome }) => outcome === "ok").map((c) => c.name),
    ).toEqual(["server"]);
    expect(report.skipped.length).toBeGreaterThan(10);
  });

  it("is named where the engine stopped in the middle, also with --fix (F105)", async () => {
    const one = await installed([]);
    const engine = migrationFiles([]);
    let applied = 0;
    for (const count of [1, 20, 60, engine.length - 1]) {
      await withSql(one.url(), async (sql) => {
        for (const file of engine.slice(applied, count)) await runSqlFile(sql, file);
      });
      applied = count;
      const first = basename(engine[count] ?? "");
      for (const fix of [false, true]) {
        const { problems, skipped, repaired } = await look(one, fix);
        expect(problems).toEqual([
          expect.stringMatching(
            new RegExp(
              `^engine is half .*: \\d+ files? (is|are) pending, from ${first} on$`,
            ),
          ),
        ]);
        expect(skipped.length).toBeGreaterThan(10);
        expect(repaired).toEqual([]);
      }
    }
  });

  it("is named where a table of theirs stopped a part, and not where the part was never begun (F105)", async () => {
    const one = await database({ parts: [] });
    await as(
      one,
      undefined,
      `create table public.clients (id bigint primary key);
       alter table public.clients enable row level security`,
    );
    expect(await look(one)).toMatchObject({ parts: ["engine"], problems: [] });

    const studio = files.filter((file) => basename(file).slice(8, 10) === "09");
    await expect(
      withSql(one.url(), async (sql) => {
        for (const file of studio) await runSqlFile(sql, file);
      }),
    ).rejects.toThrow(/clients/);
    const { problems } = await look(one);
    expect(problems[0]).toMatch(
      /^studio is half installed: \d+ files are pending, from \d+_studio_/,
    );
  });

  it("is named where a file was applied in part (F105)", async () => {
    const one = await database();
    await as(
      one,
      undefined,
      `drop function public.grant_access; drop policy scopes_select on stagedoor.scopes;
       drop trigger _900_record on stagedoor.scopes`,
    );
    const { problems } = await look(one);
    expect(problems).toEqual([
      expect.stringMatching(
        /engine is half installed: \S+ is there without trigger _900_record/,
      ),
      expect.stringMatching(
        /engine is half installed: \S+ is there without policy scopes_select/,
      ),
      expect.stringMatching(
        /engine is half installed: \S+ is there without function .*grant_/,
      ),
    ]);
  });
});

describe("the command doctor", { timeout: 120_000 }, () => {
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });

  async function typed(words: string[], env: Record<string, string> = {}) {
    const said = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"] as const) {
      vi.spyOn(process[stream], "write").mockImplementation((text) => {
        said[stream] += String(text);
        return true;
      });
    }
    for (const name of ["SUPABASE_DB_URL", "DATABASE_URL"])
      vi.stubEnv(name, env[name] ?? "");
    const status = await run(["doctor", ...words]);
    vi.restoreAllMocks();
    return { status, ...said };
  }

  it("ends with 0 where everything is in place, and with 1 where it is not", async () => {
    const one = await database({ parts: [] });
    const healthy = await typed(["--db-url", one.url()]);
    expect(healthy).toMatchObject({ status: 0, stderr: "" });
    expect(healthy.stdout).toMatch(/^ok {2}server\nok {2}migrations\n/);
    expect(healthy.stdout).toMatch(
      /\nFingerprint: [0-9a-f]{64}\nEverything is in place\.\n$/,
    );

    await as(one, undefined, "alter table stagedoor.scopes enable trigger _900_record");
    const broken = await typed([one.url()]);
    expect(broken).toMatchObject({ status: 1, stderr: "1 thing is not in place.\n" });
    expect(broken.stdout).toMatch(/\nnot ok {2}triggers\n.*_900_record.*\n.*doctor --fix/);
    const fixed = await typed([one.url(), "--fix"]);
    expect(fixed).toMatchObject({ status: 0, stderr: "" });
    expect(fixed.stdout).toMatch(/\nRepaired: .*_900_record on stagedoor\.scopes\n/);
  });

  it.each(["SUPABASE_DB_URL", "DATABASE_URL"])(
    "looks at the database of %s",
    async (name) => {
      const one = await database({ parts: [] });
      expect(await typed(["--quiet"], { [name]: one.url() })).toMatchObject({ status: 0 });
    },
  );

  it("answers in JSON, with every check", async () => {
    const one = await database({ from: "baseline" });
    const { status, stdout, stderr } = await typed([one.url(), "--json"]);
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(/^1 thing is not in place, \d+ checks were not made\.\n$/),
    ]);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({
      ...{ ok: false, parts: [], fingerprint: null },
      problems: ["Stagedoor is not installed here"],
    });
    expect(report.checks).toContainEqual({
      ...{ name: "grants", outcome: "skip", lines: ["what is installed is not whole"] },
    });
  });

  it("names what differs from another database, and from an expected fingerprint (F117)", async () => {
    const one = await database({ parts: [] });
    const other = await database({ parts: [] });
    const { stdout } = await typed([one.url(), "--against", other.url()]);
    const hash = /Fingerprint: (\w+)/.exec(stdout)?.[1] ?? "";
    expect(stdout).toMatch(/\nok {2}fingerprint\n/);
    expect(await typed([one.url(), "--expect", hash.toUpperCase()])).toMatchObject({
      status: 0,
    });

    await as(
      other,
      undefined,
      "alter policy scopes_select on stagedoor.scopes using (true)",
    );
    const differing = await typed([one.url(), "--against", other.url()]);
    expect(differing).toMatchObject({ status: 1, stderr: "1 thing is not in place.\n" });
    expect(differing.stdout).toContain(
      "another than there: policy scopes_select on stagedoor.scopes",
    );
    expect(await typed([other.url(), "--expect", hash])).toMatchObject({ status: 1 });
  });

  it("makes no check that its user may not make, and does not call that in place", async () => {
    const one = await database({ parts: [] });
    const url = one.url("supabase_read_only_user");
    const { status, stdout, stderr } = await typed([url]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/\nskip {2}audit log: .*use the owner of the engine/);
    expect(stderr).toMatch(/checks were not made\.\n$/);
    expect(stdout).not.toContain("Everything is in place");
  });

  it("refuses what is no fingerprint or no URL with 2, and tells of no network with 3", async () => {
    const one = await database({ parts: [] });
    const nowhere = `postgresql://postgres:postgres@127.0.0.1:${await freePort()}/postgres`;
    for (const hash of ["", "abc", "x".repeat(64), "0".repeat(65)]) {
      expect(await typed([one.url(), "--expect", hash])).toMatchObject({
        status: 2,
        stdout: "",
      });
    }
    expect(await typed([one.url(), "--against", "there"])).toMatchObject({
      status: 2,
      stdout: "",
    });
    expect(await typed([nowhere])).toMatchObject({ status: 3, stdout: "" });
    expect(await typed([one.url(), "--against", nowhere])).toMatchObject({
      status: 3,
      stdout: "",
    });
    expect(
      await typed([clusterUrl(inject("clusterPort"), "postgres", "no_such")]),
    ).toMatchObject({
      ...{ status: 3, stdout: "" },
    });
  });
});
