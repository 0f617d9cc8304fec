// A week of payroll on its way into a production.
import { createHash } from "node:crypto";
import type { SupabaseClient } from "@supabase/supabase-js";
import type { Database } from "../../client/database.ts";
import { Failure } from "../lib/failure.ts";
import { columnsOf, type Row, said } from "./csv.ts";

/** What `import_transactions` answers. */
export interface PayrollOutcome {
  imported: number;
  rejected: {
    row: number;
    checkpoint: string;
    expected: string;
    actual: string | null;
  }[];
}

/**
 * Import a payroll as whoever has signed in: all of it or nothing, unless `partial`.
 *
 * Without a key the rows are their own: the same file goes in once.
 */
export async function importPayroll(
  supabase: SupabaseClient<Database>,
  rows: Row[],
  how: { project: string; key?: string; partial?: boolean },
): Promise<PayrollOutcome> {
  const fields = columnsOf(rows);
  const digest = createHash("sha256").update(JSON.stringify(fields)).digest("hex");
  const { data, error } = await supabase.rpc("import_transactions", {
    p_project_id: how.project,
    p_rows: fields,
    p_idempotency_key: how.key ?? `payroll ${digest}`,
    p_partial: how.partial ?? false,
  });
  if (error) throw new Failure(`${error.message} (${error.code}).`);
  return data as unknown as PayrollOutcome;
}

/** One line for each row that was rejected, by the line of its file. */
export function payrollComplaints(rows: Row[], outcome: PayrollOutcome): string[] {
  return outcome.rejected.map(
    ({ row, checkpoint, expected, actual }) =>
      `line ${rows[row - 1]?.line}: ${checkpoint}, expected ${expected}, found ${said(actual)}`,
  );
}
