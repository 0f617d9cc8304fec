// Projects and databases of somebody who has not heard of Stagedoor yet.
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";
import type { Asked } from "../../cli/init/outcome.ts";
import { thisRelease } from "../../cli/init/sources.ts";
import type { Database, DatabaseOptions } from "../../scripts/dev/database.ts";
import { runSqlFile, withSql } from "../../scripts/dev/sql.ts";
import { inRoot } from "../../scripts/lib/paths.ts";
import { testDatabase } from "../stack/database.ts";

/** The sample applications, as SQL. */
export const SAMPLES = {
  teams: inRoot("test/sql/engine/samples/teams.sql"),
  chat: inRoot("test/sql/engine/samples/chat.sql"),
} as const;

const folders: string[] = [];
const databases: Database[] = [];
afterAll(async () => {
  for (const folder of folders) fs.rmSync(folder, { recursive: true });
  await Promise.all(databases.map((database) => database.drop()));
});

/** A folder with these files. */
export function folderWith(files: Record<string, string>): string {
  const folder = fs.mkdtempSync(join(tmpdir(), "stagedoor-adoption-"));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder, name);
    fs.mkdirSync(dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
  return folder;
}

/** A Supabase project whose first migration is a sample. */
export const projectWith = (sample: keyof typeof SAMPLES, more = {}): string =>
  folderWith({
    "supabase/config.toml": 'project_id = "sample"\n',
    "supabase/migrations/20240101000000_init.sql": fs.readFileSync(SAMPLES[sample], "utf8"),
    ...more,
  });

/** Every file of a folder with its text. */
export function filesIn(folder: string): Record<string, string> {
  const names = fs.readdirSync(folder, { recursive: true, encoding: "utf8" });
  return Object.fromEntries(
    names
      .filter((name) => fs.statSync(join(folder, name)).isFile())
      .toSorted()
      .map((name) => [name, fs.readFileSync(join(folder, name), "utf8")]),
  );
}

/** The names of the migrations of a project, in order. */
export const migrationsOf = (folder: string): string[] =>
  fs.readdirSync(join(folder, "supabase", "migrations")).toSorted();

/** Roles are the server's: here they stay, whichever file comes first. */
let roles: Promise<void> | undefined;
const keepRoles = () =>
  (roles ??= testDatabase({ from: "migrated", parts: [] }).then((one) => one.drop()));

/** A database as the platform makes it, with some samples in it. */
export async function databaseWith(
  samples: (keyof typeof SAMPLES)[],
  options: DatabaseOptions = {},
): Promise<Database> {
  await keepRoles();
  const database = await testDatabase({ from: "baseline", ...options });
  databases.push(database);
  await withSql(database.url(), async (sql) => {
    await sql`create schema if not exists extensions`;
    await sql`create extension if not exists btree_gist with schema extensions`;
    await sql`create extension if not exists pgcrypto with schema extensions`;
    for (const sample of samples) await runSqlFile(sql, SAMPLES[sample]);
  });
  return database;
}

/** What a command is asked, in a folder without a project unless one is named. */
export const asking = (more: Partial<Asked>): Asked => ({
  directory: inRoot("test"),
  url: null,
  dryRun: false,
  release: thisRelease(),
  now: new Date(),
  ...more,
});
