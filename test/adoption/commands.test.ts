// init, upgrade and uninstall as they are typed: one line for what is wrong, an exit code, and
// nothing changed.
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { freePort } from "../../cli/postgres/ports.ts";
import { withSql } from "../../scripts/dev/sql.ts";
import { terminal } from "../cli/terminal.ts";
import { databaseWith, filesIn, folderWith, projectWith } from "./stage.ts";

const typed = terminal({ SUPABASE_DB_URL: "", DATABASE_URL: "" });

const COMMANDS = ["init", "upgrade", "uninstall"] as const;

describe.each(COMMANDS)("stagedoor %s", { timeout: 120_000 }, (command) => {
  it("ends with 2 and one line where there is nothing to act on (F105)", async () => {
    const folder = folderWith({ "package.json": "{}" });
    const { code, out, err } = await typed(command, "--dir", folder);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(/^[^\n]*(no folder supabase|in no project here)[^\n]*\n$/);
    expect(Object.keys(filesIn(folder))).toEqual(["package.json"]);
  });

  it.each([
    ["--dir", join(import.meta.dirname, "nowhere")],
    ["--dir", import.meta.filename],
    ["--db-url", "localhost/app"],
    ["--db-url", ""],
    ["--nonsense"],
  ])("ends with 2 and one line for what is typed wrong: %s %s (F105)", async (...words) => {
    const { code, out, err } = await typed(command, ...words);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(/^[^\n]+\n$/);
  });

  it("takes no folder inside of a project for none, whatever database is named (F105)", async () => {
    const project = projectWith("teams", { "apps/web/package.json": "{}" });
    const before = filesIn(project);
    vi.stubEnv("DATABASE_URL", `postgresql://postgres@127.0.0.1:${await freePort()}/app`);
    for (const inside of ["apps/web", "supabase", "supabase/migrations"]) {
      const { code, out, err } = await typed(command, "--dir", join(project, inside));
      expect([code, out]).toEqual([2, ""]);
      expect(err).toMatch(
        /^This folder is inside of the project [^\n]*: say --dir [^\n]+\n$/,
      );
      expect(err).toContain(JSON.stringify(project));
    }
    expect(filesIn(project)).toEqual(before);
  });

  it("ends with 3 and one line where the database is not reached (F105)", async () => {
    const folder = folderWith({ "package.json": "{}" });
    const url = `postgresql://postgres@127.0.0.1:${await freePort()}/postgres`;
    const { code, out, err } = await typed(command, "--dir", folder, "--db-url", url);
    expect([code, out]).toEqual([3, ""]);
    expect(err).toMatch(/^The database cannot be asked: [^\n]+\n$/);
  });
});

describe("stagedoor init, upgrade and uninstall", { timeout: 120_000 }, () => {
  it.each([
    ["--parts", "opera"],
    ["--parts", ""],
    ["--api-schema", "Public"],
  ])("take no %s %j (F105)", async (...words) => {
    const project = projectWith("teams");
    const before = filesIn(project);
    const { code, err } = await typed("init", "--dir", project, ...words);
    expect(code).toBe(2);
    expect(err).toMatch(/^[^\n]+\n$/);
    expect(filesIn(project)).toEqual(before);
  });

  it("end with 1 where something is in the way, a line each, and with 0 as JSON (F105)", async () => {
    const project = projectWith("chat");
    const before = filesIn(project);
    const url = (await databaseWith(["chat"])).url();
    const there = ["--dir", project, "--db-url", url];
    const refused = await typed("init", ...there);
    expect([refused.code, refused.out]).toEqual([1, ""]);
    expect(refused.err).toMatch(
      /^function public\.authorize\(.*\nNothing was changed\.\n$/,
    );
    expect(filesIn(project)).toEqual(before);

    const json = await typed(
      "--json",
      "init",
      ...there,
      "--api-schema",
      "access",
      "--dry-run",
    );
    expect([json.code, json.err]).toEqual([0, ""]);
    expect(JSON.parse(json.out)).toMatchObject({ ok: true, findings: [], skipped: [] });
    expect(filesIn(project)).toEqual(before);
  });

  it("take the database of the environment, and act in it where no project is (F105)", async () => {
    const url = (await databaseWith([])).url();
    vi.stubEnv("DATABASE_URL", url);
    const folder = folderWith({ "package.json": "{}" });
    const version = () =>
      withSql(
        url,
        (sql) => sql`select from pg_proc where proname = 'version'
        and pronamespace = to_regnamespace('stagedoor')`,
      );
    expect((await typed("init", "--dir", folder)).out).toMatch(/^Applied \d+ files/);
    expect(await version()).toHaveLength(1);
    expect((await typed("init", "--dir", folder)).out).toMatch(/nothing to do/);
    expect((await typed("upgrade", "--dir", folder)).out).toMatch(/nothing to do/);
    expect((await typed("uninstall", "--dir", folder)).out).toMatch(/Stagedoor is gone/);
    expect(await version()).toHaveLength(0);
  });
});
