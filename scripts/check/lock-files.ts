// Whether the lock files install on every platform: some registries have the newest native
// packages for one platform only, and npm leaves the others out without a word.
import type { NotMade } from "./allowed.ts";
import { runProgram } from "../lib/child.ts";
import { inRoot } from "../lib/paths.ts";

const FOLDERS = [".", "scripts/postgres/15", "scripts/postgres/18"];
const ARGS = ["ci", "--dry-run", "--ignore-scripts", "--no-audit", "--no-fund"];
const UNREACHABLE = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT)\b/;

/** The packages that a lock file misses. */
export async function lockFileProblems(): Promise<string[] | NotMade> {
  const problems: string[] = [];
  for (const folder of FOLDERS) {
    const { status, output } = await runProgram("npm", ARGS, { cwd: inRoot(folder) });
    const missing = output.match(/.*Missing:.*/g) ?? [];
    problems.push(...missing);
    if (status === 0 || missing.length > 0) continue;
    const [line] = UNREACHABLE.exec(output) ?? [];
    if (line) return { because: `The package registry cannot be reached (${line}).` };
    problems.push(`npm ci --dry-run in ${folder}: ${output.trim()}`);
  }
  return problems;
}
