// Somebody's migrations into a throw-away database, and what they need that is not there.
import * as fs from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { Failure, misused } from "../lib/failure.ts";
import { migrationFiles, type Part } from "../lib/migrations.ts";
import type { Sql } from "../lib/sql.ts";
import { lineAt } from "./line-at.ts";

/** SQL files of a folder in the order of their names. */
export function sqlFiles(folder: string, option: string, isDeep = false): string[] {
  const found = fs.statSync(folder, { throwIfNoEntry: false });
  if (found?.isFile()) return [folder];
  if (!found) throw misused(`${option} ${folder}: it does not exist.`);
  const names = fs.readdirSync(folder, { recursive: isDeep }) as string[];
  const files = names.filter((name) => /\.(sql|pg)$/.test(name)).toSorted();
  if (files.length === 0) throw misused(`${option} ${folder}: no .sql file stands there.`);
  return files.map((name) => join(folder, name));
}

/** Whether migrations bring the engine themselves, as they do after `stagedoor init`. */
export const bringEngine = (files: readonly string[]): boolean =>
  files.some((file) => ENGINE.test(fs.readFileSync(file, "utf8")));

const ENGINE = /^create schema (?:if not exists )?stagedoor;/m;

/**
 * Apply migrations, the engine and parts of ours first where theirs do not bring it. Answers
 * what they need that this server lacks, or null where all of them are there.
 *
 * @param without extensions that are left out.
 * @throws Failure where a migration is refused for another reason.
 */
export async function applyTheirs(
  sql: Sql,
  files: readonly string[],
  parts: readonly Part[],
  without: readonly string[] = [],
): Promise<string | null> {
  if (!bringEngine(files)) {
    for (const file of migrationFiles(parts)) await apply(sql, file, []);
  }
  for (const file of files) {
    const missing = await apply(sql, file, without);
    if (missing !== null) return missing;
  }
  return null;
}

const EXTENSION =
  /\b(?:create|comment\s+on)\s+extension\s+(?:if\s+not\s+exists\s+)?"?([\w-]+)"?[^;]*;/gi;

/** The text without the statements about some extensions; its lines keep their numbers. */
export const leavingOut = (text: string, without: readonly string[]): string =>
  text.replaceAll(EXTENSION, (statement, name: string) =>
    without.includes(name) ? statement.replaceAll(/[^\n]/g, " ") : statement,
  );

async function apply(
  sql: Sql,
  file: string,
  without: readonly string[],
): Promise<string | null> {
  const text = leavingOut(fs.readFileSync(file, "utf8"), without);
  try {
    // As where it is pushed: an earlier one may have emptied the search path for good.
    await sql`reset all`;
    await sql.unsafe(text);
    return null;
  } catch (error) {
    if (!(error instanceof postgres.PostgresError)) throw error;
    const at = error.position ? `:${lineAt(text, Number(error.position))}` : "";
    const needs = needOf(error.message);
    if (needs !== null) return `${file}${at} needs ${needs}, which is not here`;
    throw new Failure(`${file}${at}: ${error.message} (${error.code})`);
  }
}

/** What the platform has beside the database of a project. */
const PLATFORM = new Set(
  `auth cron extensions graphql graphql_public net pgmq pgsodium pgsodium_masks realtime
  _realtime storage supabase_functions supabase_migrations tiger topology vault`.split(
    /\s+/,
  ),
);
const extension = (name: string) =>
  `the extension ${name} (--without ${name} leaves it out)`;
const NEEDS: readonly (readonly [RegExp, (name: string) => string | null])[] = [
  [/^extension "([^"]+)" is not available$/, extension],
  // The platform lets the owner of a project make some that are a superuser's elsewhere.
  [/^permission denied to create extension "([^"]+)"$/, extension],
  [/^could not open extension control file ".*\/([^/"]+)\.control"/, extension],
  [
    /^schema "([^"]+)" does not exist$/,
    (name) => (PLATFORM.has(name) ? `the schema ${name}` : null),
  ],
  [
    /^(?:relation|type|function|table|view) "?([a-z_]+\.[a-z_0-9]+).* does not exist$/,
    (name) => (PLATFORM.has(name.split(".")[0] ?? "") ? name : null),
  ],
  [
    /^role "((?:supabase_|authenticator|dashboard_user|pgbouncer|postgres).*)" does not exist$/,
    (name) => `the role ${name}`,
  ],
];

/** What an error says is missing of the platform, or null: a typing error is none of it. */
export function needOf(message: string): string | null {
  for (const [pattern, name] of NEEDS) {
    const [, found] = pattern.exec(message) ?? [];
    if (found !== undefined) return name(found);
  }
  return null;
}
