// The fingerprint of a database, and what it differs by from another.
import { refusedAs, type Sql, withSql } from "../lib/sql.ts";
import type { Wanted } from "./examine.ts";

/** How many differences are named; more have one cause. */
const NAMED = 20;

/** One hash over everything that decides who may do what. */
export async function fingerprint(sql: Sql): Promise<string> {
  const [row] = await sql<{ hash: string }[]>`select stagedoor.fingerprint() as hash`;
  return row?.hash ?? "";
}

/** Where it is not what it has to be, one line each. */
export async function differences(
  sql: Sql,
  hash: string,
  { expect, against }: Pick<Wanted, "expect" | "against">,
): Promise<string[]> {
  const lines: string[] = [];
  if (expect !== undefined && expect.toLowerCase() !== hash) {
    lines.push(`the fingerprint is ${hash}, and not ${expect.toLowerCase()}`);
  }
  if (against === undefined) return lines;

  const theirs = await withSql(against, linesOf).catch(
    refusedAs("The other database cannot be asked"),
  );
  const ours = await linesOf(sql);
  const differing = [
    ...new Set(
      [
        ...[...ours].filter((line) => !theirs.has(line)),
        ...[...theirs].filter((line) => !ours.has(line)),
      ].map((line) => line.slice(0, line.indexOf("\0"))),
    ),
  ].toSorted();
  lines.push(...differing.slice(0, NAMED).map((what) => `another than there: ${what}`));
  if (differing.length > NAMED) {
    lines.push(`another than there: ${differing.length - NAMED} more`);
  }
  return lines;
}

/** What the fingerprint is made of: kind and object, then a zero and the fact. */
async function linesOf(sql: Sql): Promise<Set<string>> {
  const rows = await sql<{ kind: string; object: string; fact: string }[]>`
    select * from stagedoor.fingerprint_lines()`;
  return new Set(rows.map(({ kind, object, fact }) => `${kind} ${object}\0${fact}`));
}
