// npm run soak [-- --rounds 200]
//
// Starts each pair of acts that could leave a place without anybody who can give access at the
// same moment, as often as said: some 290 pairs, at one scope and across two levels side by
// side. Two hundred rounds take about an hour.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { parseArgs } from "node:util";
import { run } from "./lib/failure.ts";
import { inRoot, ROOT } from "./lib/paths.ts";

/** The levels of test/concurrency/holders.test.ts, by their titles. */
const LEVELS = ["at one company", "one in the company and one in the project"];

async function soak(level: string, rounds: string): Promise<number> {
  const child = spawn(
    process.execPath,
    [
      inRoot("node_modules/vitest/vitest.mjs"),
      "run",
      "test/concurrency/holders.test.ts",
      ...["-t", level, "--testTimeout=0", "--reporter=verbose"],
    ],
    {
      cwd: ROOT,
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, STAGEDOOR_ROUNDS: rounds },
    },
  );
  const [status] = (await once(child, "exit")) as [number | null];
  return status ?? 1;
}

await run(async () => {
  const { values } = parseArgs({ options: { rounds: { type: "string", default: "200" } } });
  const statuses = await Promise.all(LEVELS.map((level) => soak(level, values.rounds)));
  return Math.max(...statuses);
});
