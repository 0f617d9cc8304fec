// npm run soak [-- --rounds 200]
//
// Starts each pair of acts that could leave a place without anybody who can give access at the
// same moment, as often as said: some 290 pairs, at one scope and across two levels side by
// side. Two hundred rounds take about an hour.
import { parseArgs } from "node:util";
import { needCluster } from "../cli/postgres/cluster.ts";
import { runProgram } from "./lib/child.ts";
import { Failure, phase, run } from "./lib/failure.ts";
import { inRoot } from "./lib/paths.ts";

/** The levels of test/concurrency/holders.test.ts, by their titles. */
const LEVELS = ["at one company", "one in the company and one in the project"];

async function soak(level: string, rounds: string): Promise<number> {
  const { status } = await runProgram(
    process.execPath,
    [
      inRoot("node_modules/vitest/vitest.mjs"),
      "run",
      "test/concurrency/holders.test.ts",
      ...["-t", level, "--testTimeout=0", "--reporter=verbose"],
    ],
    { show: "all", env: { ...process.env, STAGEDOOR_ROUNDS: rounds } },
  );
  return status ?? 1;
}

await run(async () => {
  const { values } = parseArgs({ options: { rounds: { type: "string", default: "200" } } });
  if (!/^[1-9]\d*$/.test(values.rounds)) {
    throw new Failure("--rounds takes a whole number above zero.");
  }
  needCluster(17);
  phase(`Each pair ${values.rounds} times, ${LEVELS.join(", and ")}`);
  const statuses = await Promise.all(LEVELS.map((level) => soak(level, values.rounds)));
  return Math.max(...statuses);
});
