// Rows about others: how many times slower they are than the engine.
import type { Ratio } from "./measure.ts";
import type { Row } from "./report.ts";

/** A row whose ratio is to stay at or above its goal, and not below it. */
export function atLeast({ goal, ...row }: Row & { measured: Ratio; goal: number }): Row {
  // The table says two digits, and so does the goal.
  const isMet = Number(row.measured.median.toFixed(2)) >= goal;
  return { ...row, verdict: { goal: `>= ${goal}`, isMet } };
}
