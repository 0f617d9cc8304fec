// Connections through postgres.js, and what a server refuses in one line.
import postgres from "postgres";
import { EXIT, Failure } from "./failure.ts";
import { inOneLine, isUnreachable } from "./system-errors.ts";

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
  const sql = postgres(url, { max: 1, onnotice, connect_timeout: 15 });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

/** One transaction, of which nothing stays if it is a trial; what the work returns. */
export async function inTransaction<T>(
  sql: Sql,
  { isTrial, mode = "" }: { isTrial: boolean; mode?: string },
  work: (tx: postgres.TransactionSql) => Promise<T>,
): Promise<T> {
  const end = new Error("taken back");
  let result!: T;
  try {
    await sql.begin(mode, async (tx) => {
      result = await work(tx);
      if (isTrial) throw end;
    });
  } catch (error) {
    if (error !== end) throw error;
  }
  return result;
}

/**
 * For `catch`: what the server or the way to it refuses, in one line that begins with this.
 * Whatever else went wrong is thrown on.
 */
export function refusedAs(sentence: string): (error: unknown) => never {
  return (error) => {
    const refusal = refusalOf(error);
    if (refusal === null) throw error;
    throw new Failure(`${sentence}: ${refusal.message}`, refusal.exitCode);
  };
}

/** What the server or the way to it refuses, or null where something else went wrong. */
export function refusalOf(error: unknown): Failure | null {
  const { code, message } = error as { code?: unknown; message: string };
  if (error instanceof Failure || typeof code !== "string") return null;
  const exitCode =
    isUnreachable(error) || LETS_NOBODY_IN.test(code) ? EXIT.unreachable : EXIT.findings;
  const line = inOneLine(error) ?? `${message}${WHAT_TO_DO[code] ?? "."}`;
  return new Failure(line, exitCode);
}

/** Refused at the door: user, password, database, too many connections, starting up. */
const LETS_NOBODY_IN = /^(08...|28...|3D000|53300|57P0[1-4])$/;

/** What helps against what a server refuses that is reached. */
const WHAT_TO_DO: Record<string, string> = {
  "28P01": ". Look at the password of the URL.",
  "28000": ". Look at the user of the URL.",
  "3D000": ". Look at the end of the URL: it names the database.",
  "3F000": ". Install Stagedoor there first.",
  "42883": ". Install Stagedoor there first, with the part that this is of.",
  "42P01": ". Install Stagedoor there first, with the part that this is of.",
  "42501": ". Use the owner of the migrations, or the service's role.",
};
