// Runs that end with `N passed, N failed`, and sums of them.
import { runScript } from "../lib/child.ts";

/** How much held, how much did not, and how much was not tried. */
export interface Count {
  passed: number;
  failed: number;
  skipped?: number;
  /** The lines of what failed, to say once more at the end of a long run. */
  failures?: string[];
}

/** The sum of several runs. */
export function sum(counts: Count[]): Required<Count> {
  return {
    passed: counts.reduce((total, each) => total + each.passed, 0),
    failed: counts.reduce((total, each) => total + each.failed, 0),
    skipped: counts.reduce((total, each) => total + (each.skipped ?? 0), 0),
    failures: counts.flatMap((each) => each.failures ?? []),
  };
}

/** The closing line of a run. */
export function closingLine({ passed, failed, skipped = 0 }: Count): string {
  const rest = skipped > 0 ? `, ${skipped} skipped` : "";
  return `${passed} passed, ${failed} failed${rest}`;
}

/** What a run comes to: what was not made at all is no success. */
export function wordFor({ passed, failed }: Count): "ok" | "not ok" | "skip" {
  if (failed > 0) return "not ok";
  return passed > 0 ? "ok" : "skip";
}

/** One of our own scripts, its output shown as it comes, its closing line read. */
export async function runCounted(script: string, ...args: string[]): Promise<Count> {
  const { status, output } = await runScript(script, args);
  const counted = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/gm;
  const [, passed = 0, failed = 0, skipped = 0] =
    [...output.matchAll(counted)].at(-1) ?? [];
  const count = {
    passed: Number(passed),
    failed: Number(failed),
    skipped: Number(skipped),
    failures: output.match(/^ *not ok.*$/gm) ?? [],
  };
  // Not even counted, or nothing done: that is a failure too.
  const isBroken = !count.failed && (status !== 0 || !(count.passed + count.skipped));
  return isBroken ? { ...count, failed: 1 } : count;
}
