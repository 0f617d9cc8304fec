// The table: what was asked, what it is compared with, and whether the goal is met.
import type { Ratio } from "./measure.ts";

/** One line of the table. */
export interface Row {
  question: string;
  /** What one is the ratio to. */
  limit: string;
  /** A ratio, or figures in their own unit. */
  measured: Ratio | string;
  /** The median times behind it, in milliseconds. */
  times?: Record<string, number>;
  /** Where the ratio is to stay at or below; absent where the figure is for information. */
  goal?: number;
  /** For figures that are no ratio: the goal in words, and whether it is met. */
  verdict?: { goal: string; isMet: boolean };
}

/** The rows of one server version and one size. */
export interface Results {
  postgres: number;
  grants: number;
  machine: string;
  rows: Row[];
}

/** Two digits after the point, where they mean something. */
export const round = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);

/** Whether a row reaches its goal; null where it has none. */
export function isMet(row: Row): boolean | null {
  if (row.verdict) return row.verdict.isMet;
  if (row.goal === undefined || typeof row.measured === "string") return null;
  // The table says two digits, and so does the goal.
  return Number(row.measured.median.toFixed(2)) <= row.goal;
}

/** One line for the terminal, as soon as it is known. */
export function line(row: Row): string {
  const met = isMet(row);
  const mark = met === null ? " " : met ? "+" : "-";
  const goal = goalOf(row);
  return `${mark} ${row.question}: ${figure(row.measured)}${goal ? ` (goal ${goal})` : ""}`;
}

const goalOf = (row: Row): string =>
  row.verdict?.goal ?? (row.goal === undefined ? "" : `<= ${row.goal}`);

const figure = (measured: Ratio | string): string =>
  typeof measured === "string"
    ? measured
    : `${round(measured.median)} (${round(measured.low)} to ${round(measured.high)})`;

/** The whole file, from the results of every version that was measured. */
export function markdown(all: readonly Results[]): string {
  const parts = all.map(section);
  return `${HEAD}\n${parts.join("\n")}`;
}

const HEAD = `<!-- Written by npm run bench; do not edit. -->
# Results of the benchmark

A figure is the median of paired ratios, with its middle half in parentheses: the variants of
a row took turns in one run, and each answer was checked before it was timed. 1 is as fast as
what stands beside it. Milliseconds are medians over a connection to the same machine, and
differ between machines; the ratios are what to compare. What each row means, and why some
miss, is in [docs/performance.md](../docs/performance.md).
`;

function section(results: Results): string {
  const goals = results.rows.map(isMet).filter((met) => met !== null);
  const met = goals.filter(Boolean).length;
  const lines = results.rows.map((row) => {
    const verdict = isMet(row);
    return `| ${[
      row.question,
      row.limit,
      figure(row.measured),
      goalOf(row),
      verdict === null ? "" : verdict ? "met" : "**missed**",
      Object.entries(row.times ?? {})
        .map(([name, ms]) => `${name} ${round(ms)}`)
        .join(", "),
    ].join(" | ")} |`;
  });
  return `## PostgreSQL ${results.postgres}, ${results.grants.toLocaleString("en")} grants

${results.machine}. ${met} of ${goals.length} goals met.

| question | compared with | measured | goal | | milliseconds |
|---|---|---|---|---|---|
${lines.join("\n")}
`;
}
