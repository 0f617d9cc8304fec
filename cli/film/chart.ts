// A chart of accounts on its way into a production.
import type { SupabaseClient } from "@supabase/supabase-js";
import type { Database } from "../../client/database.ts";
import { Failure } from "../lib/failure.ts";
import { type Row, said } from "./csv.ts";

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

/** Import a chart as whoever has signed in: all of it or nothing. */
export async function importChart(
  supabase: SupabaseClient<Database>,
  rows: Row[],
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
  return outcome.rejected.map(
    ({ line, code, checkpoint, expected, actual }) =>
      `line ${line}${code ? ` (${code})` : ""}: ${checkpoint}, expected ${expected}, found ${said(actual)}`,
  );
}
