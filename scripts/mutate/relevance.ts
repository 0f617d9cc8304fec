/** Which pgTAP files could notice a breakage: those that ran the function, or name the table. */
import { basename } from "node:path";
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
  const { tables, functions, callers = [] } = mutant.subject;
  const names = [...tables, ...functions.map((name) => name.replace(/^.*\./, ""))];
  const naming = (wanted: readonly string[]) =>
    new RegExp(`\\b(?:${wanted.join("|") || "(?!)"})\\b`, "g");
  const timesIn = (text: string, wanted: readonly string[]) =>
    (text.match(naming(wanted)) ?? []).length;
  const shareOf = (one: Coverage, called: readonly string[]) =>
    called.reduce((share, name) => share + (one.functions.get(name) ?? 0), 0);

  const weightOf = (one: Coverage): number | null => {
    const isAsked = mutant.inCatalog && HOUSE_RULES.test(one.file);
    // A call that raises is counted as none, and listed all the same.
    const isCalled = functions.some((name) => one.functions.has(name));
    // Sweeps over the text of all functions call none.
    const isRead = mutant.kind === "guard" && one.text.includes("prosrc");
    const isNamed = timesIn(one.text, tables) > 0;
    if (!isAsked && !isCalled && !isRead && !isNamed) return null;
    const isAbout = names.some((name) => basename(one.file).startsWith(`${name}.`));
    const times = timesIn(one.text, names);
    return (
      (isAsked ? 8 : 0) +
      (isAbout ? 4 : 0) +
      (times > 0 ? 2 : 0) +
      shareOf(one, functions) +
      shareOf(one, callers) / 100 +
      times / (one.text.length || 1)
    );
  };
  return covered
    .flatMap((one) => {
      const weight = weightOf(one);
      return weight === null ? [] : [{ ...one, weight }];
    })
    .toSorted((a, b) => b.weight - a.weight || a.milliseconds - b.milliseconds)
    .map(({ file }) => file);
}
