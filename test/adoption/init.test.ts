// stagedoor init in a Supabase project: looked at first, written as a whole, and only once.
import * as fs from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type AskedInit, init } from "../../cli/init/init.ts";
import { upgrade } from "../../cli/init/upgrade.ts";
import { needServable, sourcesOf, thisRelease } from "../../cli/init/sources.ts";
import { partsNamed } from "../../cli/lib/migrations.ts";
import { withSql } from "../../scripts/dev/sql.ts";
import {
  asking,
  databaseWith,
  filesIn,
  folderWith,
  migrationsOf,
  projectWith,
} from "./stage.ts";

const ENGINE = sourcesOf(thisRelease(), []);

type Options = Partial<Omit<AskedInit, "parts">> & { parts?: string };

const ask = ({ parts = "engine", ...more }: Options = {}): AskedInit => ({
  ...asking({}),
  parts: partsNamed(parts),
  apiSchema: null,
  isUnchecked: false,
  ...more,
});

/** A database beside which a run is quicker than with one made for it. */
let theirs = "";
beforeAll(async () => {
  theirs = (await databaseWith(["teams"])).url();
});

describe("init in a project", { timeout: 240_000 }, () => {
  it("copies the engine behind their migrations, and a second run changes nothing (F105)", async () => {
    const directory = projectWith("teams");
    const before = filesIn(directory);
    const dry = await init(ask({ directory, dryRun: true }));
    expect(filesIn(directory)).toEqual(before);
    const { findings, files, next } = await init(ask({ directory }));
    expect(findings).toEqual([]);
    expect(files.length).toBe(ENGINE.length);
    expect(dry.files.length).toBe(files.length);
    expect(next).toEqual(["npx supabase db push"]);

    const [first = "", ...copies] = migrationsOf(directory);
    expect(first).toBe("20240101000000_init.sql");
    expect(copies.map((name) => name.replace(/^\d{14}_stagedoor_/, ""))).toEqual(
      ENGINE.map(({ name }) => `${name.slice(15)}.sql`),
    );
    const folder = join(directory, "supabase", "migrations");
    expect(copies.every((name) => fs.lstatSync(join(folder, name)).isFile())).toBe(true);
    const [copy = ""] = copies;
    expect(fs.readFileSync(join(folder, copy), "utf8")).toBe(
      `-- Stagedoor ${thisRelease().version}: ${ENGINE[0]?.name} sha256:${ENGINE[0]?.sha256}\n${ENGINE[0]?.text}`,
    );

    const written = filesIn(directory);
    const again = await init(ask({ directory }));
    expect(again).toMatchObject({ files: [], findings: [] });
    expect(again.lines.join()).toMatch(/is in this project: nothing to do/);
    expect(filesIn(directory)).toEqual(written);
  });

  it("knows its copies by whatever their lines end with, as on Windows (F105)", async () => {
    const directory = projectWith("teams");
    await init(ask({ directory, url: theirs }));
    for (const name of migrationsOf(directory)) {
      const file = join(directory, "supabase", "migrations", name);
      fs.writeFileSync(file, fs.readFileSync(file, "utf8").replaceAll("\n", "\r\n"));
    }
    expect((await init(ask({ directory, url: theirs }))).files).toEqual([]);
    const { lines } = await upgrade(asking({ directory, url: theirs }));
    expect(lines.join()).toMatch(/nothing to do/);
  });

  it("ends what was interrupted, in the same order (F105)", async () => {
    const directory = projectWith("teams");
    await init(ask({ directory, url: theirs }));
    const whole = migrationsOf(directory);
    for (const name of whole.slice(40)) {
      fs.rmSync(join(directory, "supabase", "migrations", name));
    }
    const { files } = await init(ask({ directory, url: theirs }));
    expect(files.length).toBe(whole.length - 40);
    const stems = (names: string[]) => names.map((name) => name.slice(15));
    expect(stems(migrationsOf(directory))).toEqual(stems(whole));
  });

  it("dates its files after their latest, and after what the database has seen (F105)", async () => {
    const directory = projectWith("teams", {
      "supabase/migrations/20990101235959_theirs.sql": "select 1;",
    });
    const database = await databaseWith(["teams"]);
    const dates = async (url: string | null) =>
      (await init(ask({ directory, url, dryRun: true }))).files.map((file) =>
        file.slice("supabase/migrations/".length, -".sql".length),
      );
    expect((await dates(database.url()))[0]).toMatch(/^20990102000000_stagedoor_/);
    await withSql(database.url(), async (sql) => {
      await sql`create schema supabase_migrations`;
      await sql`create table supabase_migrations.schema_migrations (version text primary key)`;
      await sql`insert into supabase_migrations.schema_migrations values ('20991231235958')`;
    });
    const [first, second] = await dates(database.url());
    expect(first).toMatch(/^20991231235959_stagedoor_/);
    expect(second).toMatch(/^21000101000000_stagedoor_/);
  });

  it("refuses a last migration that leaves no room (F105)", async () => {
    const directory = projectWith("teams", {
      "supabase/migrations/99999999999999_theirs.sql": "select 1;",
    });
    const before = filesIn(directory);
    await expect(init(ask({ directory, url: theirs }))).rejects.toThrow(
      /leaves no room behind it/,
    );
    expect(filesIn(directory)).toEqual(before);
  });

  it("adds a part with what it stands on, and leaves the engine as it is (F105)", async () => {
    const directory = projectWith("teams");
    await init(ask({ directory, url: theirs }));
    const engine = migrationsOf(directory);
    const { findings, files } = await init(
      ask({ directory, url: theirs, parts: "theatre" }),
    );
    expect(findings).toEqual([]);
    expect(migrationsOf(directory).slice(0, engine.length)).toEqual(engine);
    const stems = files.map((file) => file.replace(/^.*_stagedoor_|\.sql$/g, ""));
    expect(stems[0]).toBe("production_catalogue");
    expect(stems).toContain("theatre_schema");
    expect(stems.some((stem) => stem.includes("film"))).toBe(false);
  });

  it("names a function that would answer beside ours, and writes nothing (F105)", async () => {
    const directory = projectWith("chat");
    const before = filesIn(directory);
    const { findings, files } = await init(ask({ directory }));
    expect(findings).toEqual([
      "function public.authorize(requested_permission app_permission, user_id uuid) is there already, and would answer beside ours: take another --api-schema.",
    ]);
    expect(files).toEqual([]);
    expect(filesIn(directory)).toEqual(before);
  });

  it("puts the calls into another served schema, by rewriting their files alone (F105)", async () => {
    const directory = projectWith("chat");
    const url = (await databaseWith(["chat"])).url();
    const { findings, next } = await init(ask({ directory, url, apiSchema: "access" }));
    expect(findings).toEqual([]);
    expect(next.join()).toMatch(/Serve the schema access/);
    for (const [name, text] of Object.entries(filesIn(directory))) {
      if (!name.includes("_stagedoor_")) continue;
      const source = ENGINE.find((each) => name.endsWith(`_${each.name.slice(15)}.sql`));
      const isServed = name.includes("_stagedoor_api_");
      expect(text.endsWith(source?.text ?? "?")).toBe(!isServed);
      if (isServed) expect(text).not.toMatch(/\bpublic\.\w/);
    }
    await expect(init(ask({ directory, url, apiSchema: "other" }))).rejects.toThrow(
      /served in the schema access already/,
    );
    expect((await init(ask({ directory }))).files).toEqual([]);
  });

  it.each(["Access", "pg_temp", "stagedoor", "auth", "a b", "x; drop schema public", ""])(
    "refuses to serve its calls in the schema %j (F105)",
    async (apiSchema) => {
      const directory = projectWith("teams");
      await expect(init(ask({ directory, url: theirs, apiSchema }))).rejects.toThrow(
        /^--api-schema /,
      );
      expect(migrationsOf(directory)).toHaveLength(1);
    },
  );

  it("refuses to serve its calls in a schema that SQL takes for a word of its own (F105)", async () => {
    const words = await withSql(
      theirs,
      (sql) => sql<{ word: string; reserved: boolean }[]>`
        select word, catcode in ('R', 'T') as reserved from pg_get_keywords()`,
    );
    const isRefused = (word: string) => {
      try {
        needServable(word);
        return false;
      } catch {
        return true;
      }
    };
    const wrong = words.filter(({ word, reserved }) => reserved && !isRefused(word));
    expect(wrong).toEqual([]);
    expect(words.filter(({ word }) => isRefused(word)).length).toBeLessThan(120);
  });

  it("names every table of theirs that a part would make (F105)", async () => {
    const directory = projectWith("teams", {
      "supabase/migrations/20240102000000_more.sql": `
        create table public.clients (id bigint primary key);
        alter table public.clients enable row level security;
        create policy "All" on public.clients for select using (true);
        create view public.artists as select 1 as one;
        create type public.appointments as enum ('a');`,
    });
    expect((await init(ask({ directory, parts: "studio" }))).findings).toEqual([
      'policy "All" on clients is there already.',
      "table public.clients is there already.",
      "type public.appointments is there already.",
      "view public.artists is there already.",
    ]);
  });

  it("names a function of theirs beside one of a part that is added later (F105)", async () => {
    const directory = projectWith("teams");
    await init(ask({ directory, url: theirs }));
    const database = await databaseWith(["teams"]);
    await withSql(
      database.url(),
      (sql) => sql`create function public.create_production(text) returns int
        language sql return 1`,
    );
    const add = (url: string) => init(ask({ directory, url, parts: "film", dryRun: true }));
    expect((await add(database.url())).findings).toEqual([
      "function public.create_production(text) is there already, and would answer beside ours: rename yours.",
    ]);
    expect((await add(theirs)).findings).toEqual([]);
  });

  it("applies each of their migrations with the settings of a new connection (F105)", async () => {
    const directory = projectWith("teams", {
      "supabase/migrations/20230101000000_dump.sql":
        "select pg_catalog.set_config('search_path', '', false);",
      "supabase/migrations/20230102000000_more.sql": "create table plain_notes (id int);",
    });
    const { findings, skipped } = await init(ask({ directory, dryRun: true }));
    expect({ findings, skipped }).toEqual({ findings: [], skipped: [] });
  });

  it("skips a pre-flight that it cannot make, and goes on only when told (F105)", async () => {
    const directory = projectWith("teams", {
      "supabase/migrations/20240102000000_vector.sql": "create extension vector;",
    });
    const { findings, skipped } = await init(ask({ directory }));
    expect(skipped.join()).toMatch(
      /^the pre-flight: 20240102000000_vector.sql cannot be applied here: .*vector/,
    );
    expect(findings.join()).toMatch(/--db-url, or go on with --unchecked/);
    expect(migrationsOf(directory)).toHaveLength(2);
    const told = await init(ask({ directory, isUnchecked: true }));
    expect(told).toMatchObject({ findings: [], skipped });
    expect(migrationsOf(directory)).toHaveLength(2 + ENGINE.length);
  });

  it("refuses where there is neither a project nor a database (F105)", async () => {
    const directory = folderWith({ "package.json": "{}" });
    await expect(init(ask({ directory }))).rejects.toThrow(/Here is no folder supabase/);
    expect(Object.keys(filesIn(directory))).toEqual(["package.json"]);
  });

  it("names a schema stagedoor of somebody else in the database (F105)", async () => {
    const directory = projectWith("teams");
    const database = await databaseWith(["teams"]);
    await withSql(database.url(), (sql) => sql`create schema stagedoor`);
    const { findings } = await init(ask({ directory, url: database.url() }));
    expect(findings.join()).toMatch(/schema stagedoor without a version/);
    expect(migrationsOf(directory)).toHaveLength(1);
  });

  it("says in one line that a database is not reached (F105)", async () => {
    const directory = projectWith("teams");
    await expect(
      init(ask({ directory, url: "postgresql://postgres:x@127.0.0.1:1/postgres" })),
    ).rejects.toThrow(/^The database cannot be asked: .*127\.0\.0\.1:1.*$/);
    expect(migrationsOf(directory)).toHaveLength(1);
  });
});
