// stagedoor types, in databases of all kinds: what it writes compiles, stays as it is, and is
// wrong once the database says something else.
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database, DatabaseOptions } from "../../scripts/dev/database.ts";
import { type Part, PARTS } from "../../scripts/dev/migrations.ts";
import { freePort } from "../../cli/postgres/ports.ts";
import { runSqlFile, withSql } from "../../scripts/dev/sql.ts";
import { inRoot } from "../../scripts/lib/paths.ts";
import { testDatabase } from "../stack/database.ts";
import { terminal } from "./terminal.ts";

let folder: string;
let file: string;
const databases: Database[] = [];
const open = async (options: DatabaseOptions = {}): Promise<Database> => {
  const database = await testDatabase(options);
  databases.push(database);
  return database;
};
const typed = terminal({ SUPABASE_DB_URL: "", DATABASE_URL: "" });

beforeAll(() => {
  folder = fs.mkdtempSync(join(tmpdir(), "stagedoor-types-"));
});
afterAll(async () => {
  fs.rmSync(folder, { recursive: true });
  await Promise.all(databases.map((database) => database.drop()));
});
let files = 0;
beforeEach(() => {
  files += 1;
  file = join(folder, `${files}.ts`);
});

const types = (url: string, ...words: string[]) =>
  typed("types", "--db-url", url, "--out", file, ...words);
const written = () => fs.readFileSync(file, "utf8");
/** The words of one of its lists. */
const list = (name: string) => {
  const [, body = ""] =
    new RegExp(`^export const ${name} = \\[([^]*?)\\] as const;`, "m").exec(written()) ??
    [];
  return [...body.replaceAll(/\/\*\*.*\*\//g, "").matchAll(/"([^"]*)"/g)].map(
    ([, word = ""]) => word,
  );
};

/** What the compiler says of some files, none of which stands in the checkout. */
function compiled(...names: string[]): string {
  const { stdout } = spawnSync(
    process.execPath,
    [
      inRoot("node_modules/typescript/bin/tsc"),
      ...["--noEmit", "--strict", "--target", "es2023", "--module", "esnext"],
      ...[
        "--moduleResolution",
        "bundler",
        "--allowImportingTsExtensions",
        "--ignoreConfig",
      ],
      ...["--types", ""],
      ...names,
    ],
    { encoding: "utf8", cwd: folder },
  );
  return stdout;
}

describe("stagedoor types", () => {
  it("writes the same file of the same database, and what the client ships of ours", async () => {
    const database = await open();
    expect(await types(database.url())).toEqual({
      code: 0,
      out: `Wrote ${file}.\n`,
      err: "",
    });
    const text = written();
    const shipped = fs.readFileSync(inRoot("client/catalogue.ts"), "utf8");
    expect(text.split("\n").slice(1)).toEqual(shipped.split("\n").slice(1));
    expect(await types(database.url(), "--json")).toEqual({
      code: 0,
      out: `${JSON.stringify({ file, changed: false })}\n`,
      err: "",
    });
    expect(written()).toBe(text);
    expect(await types(database.url(), "--check")).toMatchObject({ code: 0, err: "" });
  });

  it.each([
    { parts: [] as Part[] },
    { parts: ["studio"] as Part[] },
    { parts: ["production", "theatre"] as Part[] },
    { parts: PARTS },
  ])("writes what is installed beside the engine: $parts", async ({ parts }) => {
    const database = await open({ parts });
    expect(await types(database.url(), "--quiet")).toEqual({ code: 0, out: "", err: "" });
    expect(new Set(list("PARTS"))).toEqual(new Set(["engine", ...parts]));
    expect(list("ROLE_KEYS").includes("owner")).toBe(true);
    expect(list("PERMISSION_KEYS").includes("budget:view:all")).toBe(
      parts.includes("production"),
    );
    expect(compiled(file)).toBe("");
  });

  it("writes keys and roles of one's own, which the client takes, and no other", async () => {
    const database = await open({ parts: [] });
    await withSql(database.url(), async (sql) => {
      await runSqlFile(sql, inRoot("test/sql/engine/samples/teams.sql"));
      await sql`select stagedoor.track_scopes('public.teams', 'organization', name => 'name')`;
      await sql`
        select stagedoor.protect('public.transactions', 'invoice', scope => 'team_id',
          owner => 'created_by',
          roles => '{"owner": {"edit": "allow"}, "member": {"view": "allow"}}')`;
      // Whatever somebody writes into a description, the file stays what it is.
      await sql`
        update stagedoor.permission_roles
        set description = E'*/ export const EVIL = "x"; /* "\\nsecond \u2028 line'
        where role_key = 'member'`;
      // A role of a tenant is a row that comes and goes.
      await sql`
        insert into stagedoor.scopes (id, scope_type, name)
        values ('00000000-0000-4000-8000-000000000001', 'organization', 'Ours')`;
    });
    expect(await types(database.url())).toMatchObject({ code: 0 });
    expect(list("PERMISSION_KEYS")).toEqual(
      expect.arrayContaining(["invoice:view", "invoice:edit", "access:grant"]),
    );
    expect(list("ROLE_KEYS")).toEqual(["member", "owner"]);
    expect(written()).not.toMatch(/^ *export const EVIL/m);

    const use = join(folder, "use.ts");
    fs.writeFileSync(
      use,
      `import type { PermissionKey, RoleKey } from ${JSON.stringify(file)};
      const view: PermissionKey = "invoice:view";
      const member: RoleKey = "member";
      // @ts-expect-error
      const misspelt: PermissionKey = "invoice:veiw";
      // @ts-expect-error
      const nobody: RoleKey = "producer";
      export const all = [view, member, misspelt, nobody];\n`,
    );
    expect(compiled(use)).toBe("");

    // What the database says now is not what it said.
    await withSql(database.url(), async (sql) => {
      await sql`update stagedoor.permission_roles set role_key = 'mate' where role_key = 'member'`;
    });
    const text = written();
    expect(await types(database.url(), "--check")).toEqual({
      code: 1,
      out: "+ ROLE_KEYS mate\n- ROLE_KEYS member\n",
      err: `${file} is not up to date: run stagedoor types.\n`,
    });
    expect(written()).toBe(text);
    const { code, out } = await types(database.url(), "--check", "--json");
    expect([code, JSON.parse(out)]).toEqual([
      1,
      { ok: false, file, missing: ["ROLE_KEYS mate"], over: ["ROLE_KEYS member"] },
    ]);
  });

  it("prints where it is told to, and then nothing else", async () => {
    const database = await open({ parts: [] });
    expect(await typed("types", "--db-url", database.url(), "--out", "-")).toEqual({
      code: 0,
      out: expect.stringMatching(/^\/\/ Generated by "stagedoor types"\. Do not edit\.\n/),
      err: "",
    });
    expect(fs.existsSync(file)).toBe(false);
  });
});

describe("stagedoor types that cannot", () => {
  /** One line on standard error, and nothing written. */
  const refused = (code: number, line: RegExp) => ({
    code,
    out: "",
    err: expect.stringMatching(new RegExp(`^[^\\n]*${line.source}[^\\n]*\\n$`)),
  });
  afterEach(() => {
    expect(fs.existsSync(file)).toBe(false);
  });

  it("says so of a database without the engine, and of half of one", async () => {
    const database = await open({ from: "baseline" });
    expect(await types(database.url())).toEqual(refused(1, /not installed there/));
    await withSql(database.url(), async (sql) => {
      await sql`create schema stagedoor`;
      await sql`create table stagedoor.permissions (permission_key text)`;
    });
    expect(await types(database.url())).toEqual(refused(1, /or only half/));
  });

  it("says so of a role that does not see everything", async () => {
    const database = await open({ parts: [] });
    for (const role of ["authenticator", "supabase_auth_admin"]) {
      expect(await types(database.url(role))).toEqual(refused(1, /connect as the owner/));
    }
  });

  it("says so of a server that is not there, and of a file that cannot be", async () => {
    const nowhere = `postgresql://postgres@127.0.0.1:${await freePort()}/postgres`;
    expect(await types(nowhere)).toEqual(refused(3, /is it running there/));
    const database = await open({ parts: [] });
    expect(
      await types(database.url(), "--out", join(folder, "missing", "file.ts")),
    ).toEqual(refused(1, /cannot be used: it does not exist/));
    expect(await types(database.url(), "--out", folder)).toEqual(refused(1, /is a folder/));
    expect(await types(database.url(), "--check", "--out", "-")).toEqual(
      refused(2, /give --out/),
    );
  });

  it("says so of a file that is missing where it should be looked at", async () => {
    const database = await open({ parts: [] });
    const { code, err } = await types(database.url(), "--check");
    expect([code, err]).toEqual([1, `${file} is not up to date: run stagedoor types.\n`]);
  });
});
