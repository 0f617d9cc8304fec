// `stagedoor kit install`: into a database, as a file of supabase/tests, and where it stays out.
import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import * as fs from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database, Template } from "../../scripts/dev/database.ts";
import { freePort } from "../../cli/postgres/ports.ts";
import { connect, type Sql } from "../../scripts/dev/sql.ts";
import { testDatabase } from "../stack/database.ts";
import { call, project } from "./calling.ts";

let folder: string;
let database: Database;
let sql: Sql;

beforeAll(() => {
  folder = project({ "README.md": "A project of somebody." });
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

const open = async (from: Template = "migrated") => {
  database = await testDatabase({ from, parts: [] });
  sql = connect(database.url());
};
beforeEach(() => open());
afterEach(async () => {
  await sql.end();
  await database.drop();
});

const install = (...words: string[]) =>
  call(folder, ["kit", "install", "--db-url", database.url(), ...words]);

/** The kit and pgTAP as they stand. */
const there = async () => {
  const [row] = await sql`select
    (select count(*)::int from pg_proc where pronamespace = to_regnamespace('tests')) as verbs,
    (select count(*)::int from pg_proc where proname = 'pgtap_version') as pgtap`;
  return row;
};

const signIn = () => sql`insert into auth.users (id, email, last_sign_in_at)
  values (${randomUUID()}, 'real@example.com', now())`;

describe("stagedoor kit install", () => {
  it("makes pgTAP and the verbs, and replaces them when it is done again (F103)", async () => {
    const first = await install();
    expect([first.status, first.complaints]).toEqual([0, []]);
    expect(first.stdout).toMatch(
      /^The test kit is in place: \d+ verbs in the schema tests\.\npgTAP stands in the schema extensions\.\n$/,
    );
    await sql`create function tests.create_user(p_old integer) returns void
      language sql as 'select'`;
    await sql`create function tests.mine() returns void language sql as 'select'`;
    const after = await there();
    expect((await install()).stdout).toBe(first.stdout);
    expect(await there()).toEqual({ ...after, verbs: Number(after?.verbs) - 1 });
    await sql`select tests.mine()`;

    const lines = await sql.begin(async (tx) => {
      await tx`set local search_path = public, extensions`;
      await tx`select plan(1)`;
      await tx`select tests.create_user('ann')`;
      await tx`select tests.create_project('Alpha')`;
      await tx`select tests.grant_role('ann', 'Alpha', 'owner')`;
      return tx`select tests.access_is('ann', 'Alpha', 'role:edit', 'allowed') as line`;
    });
    expect(lines[0]?.line).toBe("ok 1 - role:edit of ann at Alpha is allowed");
  });

  it("answers in JSON what it did", async () => {
    const { stdout } = await install("--json");
    expect(JSON.parse(stdout)).toMatchObject({
      ok: true,
      pgtap: "extensions",
      skipped: [],
    });
  });

  it.each([
    ["a user who signed in", () => signIn()],
    [
      "a session",
      async () => {
        const id = randomUUID();
        await sql`insert into auth.users (id, email) values (${id}, 'real@example.com')`;
        await sql`insert into auth.sessions (id, user_id) values (${randomUUID()}, ${id})`;
      },
    ],
    ["a refresh token", () => sql`insert into auth.refresh_tokens (token) values ('x')`],
  ])("stays out of a database with %s, unless told", async (_, before) => {
    await before();
    const refused = await install();
    expect([refused.status, refused.stdout, refused.complaints]).toEqual([
      1,
      "",
      [expect.stringMatching(/^Users have signed in to this database.*--even-with-users/)],
    ]);
    expect(await there()).toEqual({ verbs: 0, pgtap: 0 });
    expect((await install("--even-with-users")).status).toBe(0);
    expect((await there())?.verbs).toBeGreaterThan(40);
  });

  it("goes into a database with users who never signed in (control)", async () => {
    await sql`insert into auth.users (id, email) values (${randomUUID()}, 'seed@example.com')`;
    expect((await install()).status).toBe(0);
  });

  it("stays out of a schema with the verbs of another kit", async () => {
    await sql`create schema tests`;
    expect((await install()).status).toBe(0);
    await sql`comment on schema tests is 'Helpers of somebody else'`;
    const { status, complaints } = await install();
    expect([status, complaints]).toEqual([
      1,
      [
        expect.stringMatching(
          /^The schema tests holds functions of another test kit\. Drop/,
        ),
      ],
    ]);
  });

  it("stays out of a database without Stagedoor", async () => {
    await sql.end();
    await database.drop();
    await open("baseline");
    const { status, complaints } = await install();
    expect([status, complaints]).toEqual([
      1,
      ["Stagedoor is not installed here: apply its migrations first."],
    ]);
    expect(await there()).toEqual({ verbs: 0, pgtap: 0 });
  });

  it("makes pgTAP from its SQL where the extension is refused", async () => {
    await sql`create function extensions.os_name() returns text language sql as 'select ''x'''`;
    const { status, stdout } = await install();
    expect([status, stdout]).toEqual([
      0,
      expect.stringContaining("pgTAP stands in the schema"),
    ]);
    const [row] = await sql`select
      (select count(*)::int from pg_extension where extname = 'pgtap') as extensions`;
    expect(row?.extensions).toBe(0);
    expect((await there())?.pgtap).toBe(1);
  });

  it("takes one clear line to refuse what is typed wrong, or cannot be reached", async () => {
    const nowhere = `postgresql://postgres@127.0.0.1:${await freePort()}/postgres`;
    const tried = await Promise.all([
      call(folder, ["kit", "install"]),
      call(folder, ["kit", "install", "--db-url", "nonsense"]),
      call(folder, ["kit", "install", "--db-url", nowhere]),
      call(folder, ["kit", "install", "--nonsense"]),
      call(folder, ["kit", "remove"]),
    ]);
    expect(tried.map(({ status }) => status)).toEqual([2, 2, 3, 2, 2]);
    for (const { stdout, complaints } of tried) {
      expect([stdout, complaints.length]).toEqual(["", 1]);
    }
  });
});

describe("stagedoor kit install --write", () => {
  const file = () => join(folder, "supabase/tests/000-stagedoor-kit.sql");
  afterEach(() => fs.rmSync(join(folder, "supabase"), { recursive: true, force: true }));

  it("writes a test that installs the kit for those that follow (F103)", async () => {
    const written = await call(folder, ["kit", "install", "--write"]);
    expect([written.status, written.stdout, written.complaints]).toEqual([
      0,
      "supabase/tests/000-stagedoor-kit.sql is written.\n",
      [],
    ]);
    const text = fs.readFileSync(file(), "utf8");
    for (const _ of ["once", "twice"]) {
      const results = (await sql.unsafe(text)) as unknown as Record<string, string>[][];
      const lines = results.flat().flatMap((row) => Object.values(row));
      expect(lines).toEqual(["1..1", "ok 1 - the test kit is there"]);
    }
    expect(await there()).toEqual({ verbs: expect.any(Number), pgtap: 1 });
  });

  it.skipIf(spawnSync("psql", ["--version"]).status !== 0)(
    "writes a file that psql runs, as pg_prove calls it",
    async () => {
      await call(folder, ["kit", "install", "--write"]);
      const { status, stdout, stderr } = spawnSync(
        "psql",
        [
          ...["--no-psqlrc", "--no-align", "--quiet", "--pset", "pager=off"],
          ...["--pset", "tuples_only=true", "--set", "ON_ERROR_STOP=1"],
          ...["--dbname", database.url(), "--file", file()],
        ],
        { encoding: "utf8" },
      );
      expect([status, stderr, stdout]).toEqual([
        0,
        "",
        "1..1\nok 1 - the test kit is there\n",
      ]);
    },
  );

  it("writes a file that stays out of a database with users, unless told", async () => {
    await signIn();
    await call(folder, ["kit", "install", "--write"]);
    await expect(sql.unsafe(fs.readFileSync(file(), "utf8"))).rejects.toThrow(/signed in/);
    await sql`rollback`;
    expect(await there()).toEqual({ verbs: 0, pgtap: 0 });
    await call(folder, ["kit", "install", "--write", "--even-with-users"]);
    await sql.unsafe(fs.readFileSync(file(), "utf8"));
    expect((await there())?.verbs).toBeGreaterThan(40);
  });

  it("writes elsewhere and installs at once where both are asked for", async () => {
    const { stdout } = await install("--write", "supabase/kit.sql");
    expect(stdout).toMatch(/^supabase\/kit\.sql is written\.\nThe test kit is in place/);
    expect(fs.existsSync(join(folder, "supabase/kit.sql"))).toBe(true);
  });

  it("names a folder where a file is meant", async () => {
    fs.mkdirSync(join(folder, "db"));
    expect(await call(folder, ["kit", "install", "--write", "db"])).toMatchObject({
      status: 2,
      complaints: ["db is a folder: name a file in it."],
    });
  });

  it("leaves a file of somebody else's alone", async () => {
    const { status, complaints } = await call(folder, [
      ...["kit", "install", "--write", "README.md"],
    ]);
    expect([status, complaints]).toEqual([
      2,
      ["README.md is there and is not the test kit: name another file."],
    ]);
    expect(fs.readFileSync(join(folder, "README.md"), "utf8")).toBe(
      "A project of somebody.",
    );
  });
});
