// What a run of pgTAP files says to whoever reads along.
import type { FileReport, TestReport } from "./tap-file.ts";

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
