// SQL files through postgres.js, with errors that name the file and the line.
import * as fs from "node:fs";
import { relative } from "node:path";
import postgres from "postgres";
import { Failure } from "../lib/failure.ts";
import { inOneLine } from "../lib/system-errors.ts";
import { ROOT } from "../lib/paths.ts";

/** A connection pool of `postgres.js`. */
export type Sql = postgres.Sql;

/** Open a pool of `max` connections. */
export function connect(url: string, max = 1, settings: Record<string, string> = {}): Sql {
  return postgres(url, { max, onnotice: () => {}, connection: settings });
}

/** Do something with one connection and close it; notices go to whoever asks for them. */
export async function withSql<T>(
  url: string,
  work: (sql: Sql) => Promise<T>,
  onnotice: (notice: postgres.Notice) => void = () => {},
): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

/**
 * For `catch`: what the server or the way to it refuses, in one line that begins with this.
 * Whatever else went wrong is thrown on.
 */
export function refusedAs(sentence: string): (error: NodeJS.ErrnoException) => never {
  return (error) => {
    if (error.code === undefined) throw error;
    const told = inOneLine(error) ?? `${error.message}${WHAT_TO_DO[error.code] ?? "."}`;
    throw new Failure(`${sentence}: ${told}`);
  };
}

/** What helps against what a server refuses that is reached. */
const WHAT_TO_DO: Record<string, string> = {
  "28P01": ". Look at the password of the URL.",
  "28000": ". Look at the user of the URL.",
  "3D000": ". Look at the end of the URL: it names the database.",
  "3F000": ". Apply migrations/ there first.",
  "42883": ". Apply migrations/ there first.",
  "42P01": ". Apply migrations/ there first.",
  "42501": ". Use the owner of the migrations, or the service's role.",
};

/** Run a file as one transaction (unless it begins its own). */
export async function runSqlFile(sql: Sql, file: string): Promise<void> {
  const text = fs.readFileSync(file, "utf8");
  try {
    await sql.unsafe(text);
  } catch (error) {
    throw located(error, file, text);
  }
}

/** `file:line: message`, where PostgreSQL says at which character it stopped. */
function located(error: unknown, file: string, text: string): unknown {
  if (!(error instanceof postgres.PostgresError)) return error;
  const at = error.position ? `:${lineAt(text, Number(error.position))}` : "";
  const more = [error.detail, error.hint, error.where]
    .filter(Boolean)
    .map((s) => `\n  ${s}`);
  return new Failure(
    `${relative(ROOT, file)}${at}: ${error.message} (${error.code})${more.join("")}`,
  );
}

/** The line of a character position that counts from 1. */
export function lineAt(text: string, position: number): number {
  return text.slice(0, position - 1).split("\n").length;
}
