// What test runs say: to whoever reads along, and for the report of features that no test names.
import * as fs from "node:fs";
import { dirname, join } from "node:path";
import { DATA } from "../lib/paths.ts";
import type { FileReport, TestReport } from "./pgtap.ts";

/** One pgTAP file: how it went, with `everything` its sections and titles, and its problems. */
export function inWords(
  { file, tests, problems }: FileReport,
  everything: boolean,
): string {
  return [
    `${problems.length === 0 ? "ok" : "not ok"}  ${file} (${tests.length})`,
    ...(everything ? tests.flatMap(asSpecification) : []),
    ...problems.map((problem) => `    ${problem.replaceAll("\n", "\n    ")}`),
  ].join("\n");
}

function asSpecification(
  { section, title, ok }: TestReport,
  index: number,
  tests: TestReport[],
): string[] {
  const heading = section === (tests[index - 1]?.section ?? "") ? [] : ["", `  ${section}`];
  return [...heading, `    ${ok ? "" : "not ok: "}${title}`];
}

/** Where a runner leaves the titles of the tests that it executed. */
export const reportFile = (name: string): string => join(DATA, "reports", name);

/** Write one title a line. */
export function writeTitles(name: string, titles: string[]): void {
  fs.mkdirSync(dirname(reportFile(name)), { recursive: true });
  fs.writeFileSync(reportFile(name), `${titles.join("\n")}\n`);
}
