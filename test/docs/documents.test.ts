// What the documents say about the project, held against the project.
import * as fs from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../scripts/dev/database.ts";
import { migrationFiles } from "../../scripts/dev/migrations.ts";
import { inRoot, ROOT } from "../../scripts/lib/paths.ts";
import { withSql } from "../../scripts/dev/sql.ts";
import { testDatabase } from "../stack/database.ts";

const read = (file: string) => fs.readFileSync(file, "utf8");
const migrations = migrationFiles().map(read).join("\n");
const errors = read(inRoot("docs/errors.md"));
const documents = [
  ...markdown(inRoot("."), false),
  ...["docs", "plain", "test/kit", "testing"].flatMap((folder) =>
    markdown(inRoot(folder), true),
  ),
];

function markdown(folder: string, isDeep: boolean): string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return isDeep ? markdown(path, true) : [];
    return entry.name.endsWith(".md") ? [path] : [];
  });
}

/** The anchors that a page has, as GitHub makes them of its headings. */
function anchors(page: string): string[] {
  return [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );
}

function brokenLinks(file: string): string[] {
  const links = [...read(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
  return links
    .filter((link) => !/^[a-z]+:/.test(link))
    .filter((link) => {
      const [path = "", anchor] = link.split("#");
      const target = path === "" ? file : join(dirname(file), path);
      if (!fs.existsSync(target)) return true;
      return anchor !== undefined && !anchors(read(target)).includes(anchor);
    })
    .map((link) => `${relative(ROOT, file)}: ${link}`);
}

/** What a pattern captures in all migrations, each once. */
const captured = (pattern: RegExp) => [
  ...new Set([...migrations.matchAll(pattern)].map(([, name = ""]) => name)),
];
const unregistered = (names: string[]) =>
  names.filter((name) => !errors.includes(`\`${name}\``));

describe("the documents", () => {
  it("link to what exists", () => {
    expect(documents.length).toBeGreaterThan(20);
    expect(documents.flatMap(brokenLinks)).toEqual([]);
  });

  it("hold nothing that a merge left, and each row of a feature once", () => {
    const marked = documents.filter((file) => /^(<{7}|={7}|>{7})( |$)/m.test(read(file)));
    expect(marked.map((file) => relative(ROOT, file))).toEqual([]);
    const rows = [...read(inRoot("docs/features.md")).matchAll(/^\| (F\d+) \|/gm)].map(
      ([, row]) => row,
    );
    expect(rows.filter((row, place) => rows.indexOf(row) !== place)).toEqual([]);
  });

  it("name commands that package.json has", () => {
    const { scripts } = JSON.parse(read(inRoot("package.json"))) as {
      scripts: Record<string, string>;
    };
    const named = documents.flatMap((file) =>
      [...read(file).matchAll(/`npm run (?:-s )?([\w:]+)/g)].map(([, name = ""]) => name),
    );
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
    const table = read(inRoot("README.md"));
    const unnamed = Object.keys(scripts).filter((name) => !table.includes(`${name}\` |`));
    expect(unnamed).toEqual([]);
  });

  it("map every folder, and every page of docs/", () => {
    const readme = read(inRoot("README.md"));
    const folders = fs
      .readdirSync(inRoot("."), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && /^[a-z]+$/.test(entry.name))
      .map(({ name }) => name)
      .filter((name) => !["coverage", "dist"].includes(name));
    expect(folders).toContain("migrations");
    expect(folders.filter((name) => !readme.includes(`| [${name}/](${name}) |`))).toEqual(
      [],
    );

    const row = readme.split("\n").find((line) => line.startsWith("| [docs/]")) ?? "";
    const pages = fs.readdirSync(inRoot("docs")).map((name) => name.replace(/\.md$/, ""));
    expect(pages.filter((name) => !row.includes(name))).toEqual([]);
  });

  it("ask for lines of 92 columns, and the migrations have no longer ones", () => {
    const long = migrationFiles().flatMap((path) =>
      read(path)
        .split("\n")
        .filter((line) => line.length > 92)
        .map((line) => `${basename(path)}: ${line}`),
    );
    expect(read(inRoot("docs/conventions.md"))).toContain("92 columns");
    expect(long).toEqual([]);
  });

  it("define at most 25 terms, each after a source", () => {
    const rows = read(inRoot("docs/glossary.md"))
      .split("\n")
      .filter((line) => line.startsWith("| "))
      .slice(1)
      .map((line) => line.split("|").map((cell) => cell.trim()));
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.length).toBeLessThanOrEqual(25);
    expect(rows.filter(([, , means, after]) => !means || !after)).toEqual([]);
  });

  it("name migrations that there are", () => {
    const stems = migrationFiles().map((path) => basename(path, ".sql").slice(15));
    const areas = [...new Set(stems.map((stem) => stem.split("_")[0]))].join("|");
    const called = RegExp(`\`((?:${areas})_[a-z_]+)\``, "g");
    const named = documents
      .filter((file) => !file.endsWith("CHANGELOG.md"))
      .flatMap((file) => [...read(file).matchAll(called)].map(([, name = ""]) => name));
    expect(named.length).toBeGreaterThan(100);
    const lost = [...new Set(named)].filter(
      (name) => !stems.includes(name) && !RegExp(`\\b${name}\\b`).test(migrations),
    );
    expect(lost).toEqual([]);
  });

  it("walk through functions that stand in the files that are named", () => {
    const walks = fs.readFileSync(inRoot("docs/walks.md"), "utf8");
    const hops = [
      ...walks.matchAll(/^\| `(\w+)` \| (?:(policy|view) )?`([\w.]+)` \|/gm),
    ].map(([, file = "", kind = "function", name = ""]) => ({ file, kind, name }));
    expect(hops.length).toBeGreaterThan(40);
    const text = new Map(
      migrationFiles().map((path) => [basename(path, ".sql").slice(15), read(path)]),
    );
    const lost = hops.filter(
      ({ file, kind, name }) =>
        !new RegExp(`^create ${kind} ${name.replace(".", "\\.")}\\b`, "m").test(
          text.get(file) ?? "",
        ),
    );
    expect(lost).toEqual([]);
  });

  it("say how many files a walk opens", () => {
    const walks = fs
      .readFileSync(inRoot("docs/walks.md"), "utf8")
      .split(/^## /m)
      .slice(1)
      .filter((section) => !section.startsWith("Beside every walk"));
    expect(walks).toHaveLength(4);
    const words = { Six: 6, Nine: 9, Twelve: 12, Fourteen: 14 };
    for (const walk of walks) {
      const files = new Set(
        [
          ...walk.matchAll(/`((?:api|operations|engine|foundation|audit|studio)_\w+)`/g),
        ].map(([, name]) => name),
      );
      const said = Object.entries(words).find(([word]) =>
        new RegExp(`\\b${word} files`).test(walk),
      );
      expect([walk.split("\n")[0], files.size]).toEqual([walk.split("\n")[0], said?.[1]]);
    }
  });

  it("F105: allow no extension that the migrations do without, and each that they need", () => {
    const needed = captured(/^create extension if not exists (\w+)/gm).toSorted();
    expect(needed).toContain("pgcrypto");
    for (const [file, sentence] of [
      ["README.md", /only the extensions ([^;]+?) are needed/],
      ["CONTRIBUTING.md", /An extension that the database would need beyond ([^;]+);/],
    ] as const) {
      const [, list = ""] = sentence.exec(read(inRoot(file))) ?? [];
      const named = [...list.matchAll(/`(\w+)`/g)].map(([, name = ""]) => name);
      expect(named.toSorted()).toEqual(needed);
    }
  });
});

describe("docs/errors.md registers", () => {
  let database: Database;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database?.drop());

  it("F86: every SQLSTATE that a migration raises", () => {
    const conditions: Record<string, string> = {
      invalid_parameter_value: "22023",
      check_violation: "23514",
      unique_violation: "23505",
      insufficient_privilege: "42501",
    };
    const states = [
      ...captured(/\braise ([a-z_]+) using\b/g).map((name) => conditions[name] ?? name),
      // What begins with SD never leaves the function that catches it.
      ...captured(/\braise sqlstate '(\w+)'/g).filter((state) => !state.startsWith("SD")),
    ];
    expect(states).toContain("PT404");
    expect(unregistered(states)).toEqual([]);
  });

  it("F86: every kind of thing that is not found", () => {
    const [list = ""] = /^`message` names the kind of thing:.*?\n\n/ms.exec(errors) ?? [];
    const kinds = [
      ...captured(/\braise_not_found\([^;]*?'([A-Z][a-z]+(?: [a-z]+)?)'/g),
      ...captured(/\bwhen \S+ is null then '([A-Z][a-z ]+)' else/g),
      ...captured(/\b(?:enforce_row|raise_unknown)\(\s*'([A-Z][a-z]+(?: [a-z]+)?)'/g),
      ...captured(/\brequire_access\([^;']*'([A-Z][a-z]+(?: [a-z]+)?)'/g),
    ];
    expect(kinds).toEqual(expect.arrayContaining(["Appointment", "Invitation", "Scope"]));
    expect(kinds.filter((kind) => !RegExp(`\\b${kind}\\b`).test(list))).toEqual([]);
  });

  it("F87: every error_code, in details", () => {
    const codes = captured(/["']error_code["']\s*[:,]\s*["']([A-Z_]+)["']/g);
    expect(codes).toContain("INSUFFICIENT_PERMISSIONS");
    expect(unregistered(codes)).toEqual([]);
  });

  it("every reason of an outcome that is returned", () => {
    const reasons = [
      ...captured(/"ok": false, "reason": "([a-z_]+)"/g),
      ...captured(/'ok', false,\s*'reason', '([a-z_]+)'/g),
      ...captured(/\.refus\w+\([^;]*?\b4\d\d'?, '([a-z_]+)'/g),
      ...captured(/\.refused\([^;]*?coalesce\([^;]*?, '([a-z_]+)'\),/g),
    ];
    expect(reasons).toEqual(expect.arrayContaining(["too_many_tries", "withdrawn"]));
    expect(unregistered(reasons)).toEqual([]);
  });

  it("F96: every reason and remedy of a decision", async () => {
    const rows = await withSql(
      database.url(),
      (sql) => sql<{ reason: string; remedy: string }[]>`
        select reason, remedy from stagedoor.decision_reasons`,
    );
    const words = rows.flatMap(({ reason, remedy }) => [reason, remedy]);
    expect(words).toContain("needs_master_code");
    expect(unregistered(words)).toEqual([]);
  });
});
