// Runs that end with `N passed, N failed`, and sums of them.
import { spawnSync } from "node:child_process";
import { ROOT } from "../lib/paths.ts";

/** How much held and how much did not. */
export interface Count {
  passed: number;
  failed: number;
}

/** The sum of several runs. */
export function sum(counts: Count[]): Count {
  return {
    passed: counts.reduce((total, each) => total + each.passed, 0),
    failed: counts.reduce((total, each) => total + each.failed, 0),
  };
}

/** One of our own scripts, its output shown, its last line read. */
export function runCounted(script: string, ...args: string[]): Count {
  const { status, stdout } = spawnSync(
    process.execPath,
    ["--import", "tsx", script, ...args],
    {
      cwd: ROOT,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
      maxBuffer: 2 ** 28,
    },
  );
  process.stdout.write(stdout);
  const [, passed = 0, failed = 0] = /(\d+) passed, (\d+) failed\s*$/.exec(stdout) ?? [];
  // Not even counted: that is a failure too.
  const broken = status !== 0 && !Number(failed) ? 1 : 0;
  return { passed: Number(passed), failed: Number(failed) + broken };
}
