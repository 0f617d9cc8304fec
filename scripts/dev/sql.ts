// SQL files through postgres.js, with errors that name the file and the line.
import * as fs from "node:fs";
import { relative } from "node:path";
import postgres from "postgres";
import type { Sql } from "../../cli/lib/sql.ts";
import { lineAt } from "../../cli/testing/line-at.ts";
import { Failure } from "../lib/failure.ts";
import { ROOT } from "../lib/paths.ts";

export { connect, type Sql, withSql } from "../../cli/lib/sql.ts";

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
