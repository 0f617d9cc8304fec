// A CSV file whose first line names the columns, as charts and payrolls are.
import * as fs from "node:fs";
import { CsvError, parse } from "csv-parse/sync";
import { Failure } from "../lib/failure.ts";

/** A row by the names of its columns, with the line of the file on which it ends. */
export type Row = { line: number } & Record<string, string | number>;

/** Read a file whose first line names the columns. What is wrong with a row, SQL says. */
export function readRows(file: string): Row[] {
  return parseRows(readText(file), file);
}

/** The same, of a text; `name` is what errors call it. */
export function parseRows(text: string, name: string): Row[] {
  try {
    const found: { record: Record<string, string>; info: { lines: number } }[] = parse(
      text,
      {
        bom: true,
        columns: true,
        info: true,
        skip_empty_lines: true,
      },
    );
    return found.map(({ record, info }) => ({ ...record, line: info.lines }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new Failure(`${name} is no CSV file: ${error.message}.`);
  }
}

/** The columns alone, as they stand in the file. */
export function columnsOf(rows: Row[]): Record<string, string>[] {
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row)
        .filter(([name]) => name !== "line")
        .map(([name, value]) => [name, String(value)]),
    ),
  );
}

/** What stands there, as an error says it: a text in quotes, or nothing. */
export function said(actual: string | null): string {
  return actual === null ? "nothing" : JSON.stringify(actual);
}

function readText(file: string): string {
  try {
    return fs.readFileSync(file, "utf8");
  } catch (error) {
    throw new Failure(`${file} cannot be read: ${(error as Error).message}.`);
  }
}
