// What llms.txt and SKILL.md tell a coding assistant, held against the project: links, calls,
// commands, and SQL that runs as it stands.
import * as fs from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { program } from "../../cli/program.ts";
import type { Database } from "../../scripts/dev/database.ts";
import { runSqlFile, withSql } from "../../scripts/dev/sql.ts";
import { inRoot } from "../../scripts/lib/paths.ts";
import { testDatabase } from "../stack/database.ts";

const read = (file: string) => fs.readFileSync(inRoot(file), "utf8");
const pages = { "llms.txt": read("llms.txt"), "SKILL.md": read("SKILL.md") };
const both = Object.values(pages).join("\n");
const reference = read("docs/reference.md");

const all = (pattern: RegExp, text = both) =>
  [...text.matchAll(pattern)].map(([, ...found]) => found.map(String));

/** Code blocks of one language, in order. */
const blocks = (language: string) =>
  all(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, "gm")).flat();

/** The heading of a call in the reference, and what follows it until the next. */
const section = (name: string) => reference.split(`\n### ${name}\n`)[1]?.split("\n### ")[0];

describe("llms.txt and SKILL.md", () => {
  it("begin as those who read them expect", () => {
    expect(pages["llms.txt"]).toMatch(/^# Stagedoor\n\n> [^\n]+\n/);
    const [, name, description = ""] =
      /^---\nname: (.+)\ndescription: (.+)\n---\n/.exec(pages["SKILL.md"]) ?? [];
    expect(name).toBe("stagedoor");
    expect(description.length).toBeLessThanOrEqual(1024);
    expect(description).not.toMatch(/[:<>] /);
  });

  it("link to files that the package has", () => {
    const { files } = JSON.parse(read("package.json")) as { files: string[] };
    const ships = (path: string) =>
      path === "README.md" ||
      files.some((one) => path === one || path.startsWith(`${one}/`));
    const links = all(/\]\(([^)\s]+)\)/g).flat();
    expect(links.length).toBeGreaterThan(15);
    expect(links.filter((path) => !ships(path) || !fs.existsSync(inRoot(path)))).toEqual(
      [],
    );
    const named = all(/`((?:docs\/)?[\w.-]+\.(?:md|txt))`/g).flat();
    expect(named.filter((path) => !fs.existsSync(inRoot(path)))).toEqual([]);
  });

  it("name calls with the arguments that the reference has", () => {
    const calls = all(/`(\w+)\((p_[^)]*)\)`/g);
    expect(calls.length).toBeGreaterThan(4);
    const wrong = calls.flatMap(([name = "", args = ""]) =>
      args
        .split(", ")
        .filter((arg) => !section(name)?.includes(`${arg} `))
        .map((arg) => `${name} ${arg}`),
    );
    expect(wrong).toEqual([]);
  });

  it("name functions that there are", () => {
    const ours = all(/\bstagedoor\.(\w+)/g).flat();
    const lone = all(/`([a-z]+_[a-z_]+)`/g)
      .flat()
      .filter((name) => section(name) !== undefined);
    expect(lone.length).toBeGreaterThan(3);
    const migrations = fs
      .readdirSync(inRoot("migrations"))
      .map((name) => fs.readFileSync(inRoot(join("migrations", name)), "utf8"))
      .join("\n");
    const missing = ours.filter(
      (name) =>
        !new RegExp(`^create (function|table|view) stagedoor\\.${name}\\b`, "m").test(
          migrations,
        ),
    );
    expect(missing).toEqual([]);
  });

  it("name commands that there are", () => {
    const commands = new Set(program().commands.map((command) => command.name()));
    const named = all(
      /\bstagedoor ([a-z]+)\b(?=[^\n]*`)/g,
      both.replaceAll(/[^`]*`([^`\n]*)`/g, "`$1`\n"),
    ).flat();
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !commands.has(name))).toEqual([]);
  });

  it("name error codes and reasons that are registered", () => {
    const errors = read("docs/errors.md");
    const codes = all(/`(PT\d{3}|\d[0-9A-Z]{4})`/g).flat();
    expect(codes.length).toBeGreaterThan(4);
    expect(codes.filter((code) => !errors.includes(code))).toEqual([]);
  });
});

describe("the SQL of SKILL.md", () => {
  let database: Database;
  beforeAll(async () => {
    database = await testDatabase({ parts: [] });
    await withSql(database.url(), (sql) =>
      runSqlFile(sql, inRoot("test/sql/engine/samples/teams.sql")),
    );
  });
  afterAll(() => database?.drop());

  it("F107, F130: puts a team application under the engine, block by block, as it stands", async () => {
    const texts = blocks("sql");
    expect(texts).toHaveLength(3);
    await withSql(database.url(), async (sql) => {
      const policies = async () =>
        (
          await sql<{ tablename: string }[]>`
            select distinct tablename from pg_policies
            where schemaname = 'public' and coalesce(qual, with_check) like '%stagedoor.%'
            order by 1`
        ).map(({ tablename }) => tablename);
      const [look = "", put = "", back = ""] = texts;
      await sql.unsafe(look);
      expect(await policies()).toEqual([]);
      await sql.unsafe(put);
      expect(await policies()).toEqual(["attachments", "tracker_projects", "transactions"]);
      await sql.unsafe(back);
      expect(await policies()).toEqual(["tracker_projects", "transactions"]);
    });
  });
});
