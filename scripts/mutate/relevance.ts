/** Which pgTAP files could notice a breakage: those that ran the function, or name the table. */
import type { Server } from "../dev/database.ts";
import { type Coverage, keptCoverage, runCovered } from "../testing/coverage.ts";
import { onStages } from "../testing/pgtap.ts";
import type { Mutant } from "./mutant.ts";

const HOUSE_RULES = /house_rules(?:_\w+)?\.test\.sql$/;

/**
 * What every file calls of the unbroken product: as the last whole run of `npm run test:sql`
 * counted, or else by running each of them.
 */
export async function coverage(
  server: Server,
  files: string[],
  onRed: (problem: string) => void,
): Promise<Coverage[]> {
  const kept = keptCoverage();
  if (kept) return kept;
  const queue = [...files];
  const covered: Coverage[] = [];
  await onStages(server, {}, async (stage) => {
    for (let file = queue.shift(); file; file = queue.shift()) {
      const one = await runCovered(stage, file);
      const [problem] = one.report.problems;
      // What is red already notices nothing.
      if (problem !== undefined) onRed(problem);
      else covered.push(one.covered);
    }
  });
  return covered;
}

/** The files to run for a breakage, the likeliest first and of those the quickest. */
export function relevantFiles(covered: Coverage[], mutant: Mutant): string[] {
  const { tables, functions } = mutant.subject;
  const namesOf = (qualified: readonly string[]) =>
    qualified.map((name) => name.replace(/^.*\./, ""));
  const naming = (names: readonly string[]) =>
    new RegExp(`\\b(?:${names.join("|") || "(?!)"})\\b`);
  const table = naming(tables);
  const subject = naming([...tables, ...namesOf(functions)]);
  const shareOf = (one: Coverage) =>
    functions.reduce((share, name) => share + (one.functions.get(name) ?? 0), 0);
  const isAsked = ({ file }: Coverage) => mutant.inCatalog && HOUSE_RULES.test(file);
  return covered
    .filter(
      (one) =>
        isAsked(one) ||
        table.test(one.text) ||
        functions.some((name) => one.functions.has(name)),
    )
    .toSorted((a, b) => {
      const weight = (one: Coverage) =>
        (isAsked(one) ? 4 : 0) + (subject.test(one.text) ? 2 : 0) + shareOf(one);
      return weight(b) - weight(a) || a.milliseconds - b.milliseconds;
    })
    .map(({ file }) => file);
}
