// A chart of accounts as a CSV file, and its way into a production.
import * as fs from "node:fs";
import { CsvError, parse } from "csv-parse/sync";
import type { SupabaseClient } from "@supabase/supabase-js";
import type { Database } from "../../client/database.ts";
import { Failure } from "../lib/failure.ts";

/** A row as `import_cost_codes` takes it, with the line of the file on which it ends. */
export type ChartRow = { line: number } & Record<string, string | number>;

/** What `import_cost_codes` answers. */
export interface ChartOutcome {
  imported: number;
  unchanged: number;
  departments: string[];
  rejected: {
    row: number;
    line: number;
    code: string | null;
    checkpoint: string;
    expected: string;
    actual: string | null;
  }[];
}

/** Read a file whose first line names the columns. What is wrong with a row, SQL says. */
export function readChart(file: string): ChartRow[] {
  return parseChart(readText(file), file);
}

/** The same, of a text; `name` is what errors call it. */
export function parseChart(text: string, name: string): ChartRow[] {
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

/** Import a chart as whoever has signed in: all of it or nothing. */
export async function importChart(
  supabase: SupabaseClient<Database>,
  rows: ChartRow[],
  how: { project: string; dryRun?: boolean; createDepartments?: boolean },
): Promise<ChartOutcome> {
  const { data, error } = await supabase.rpc("import_cost_codes", {
    p_project_id: how.project,
    p_rows: rows,
    p_dry_run: how.dryRun ?? false,
    p_create_departments: how.createDepartments ?? false,
  });
  if (error) throw new Failure(`${error.message} (${error.code}).`);
  return data as unknown as ChartOutcome;
}

/** One line for each row that was rejected. */
export function complaints(outcome: ChartOutcome): string[] {
  return outcome.rejected.map(({ line, code, checkpoint, expected, actual }) =>
    [
      `line ${line}${code ? ` (${code})` : ""}: ${checkpoint}`,
      `expected ${expected}`,
      `found ${actual === null ? "nothing" : JSON.stringify(actual)}`,
    ].join(", "),
  );
}

function readText(file: string): string {
  try {
    return fs.readFileSync(file, "utf8");
  } catch (error) {
    throw new Failure(`${file} cannot be read: ${(error as Error).message}.`);
  }
}
