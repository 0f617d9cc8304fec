// npm run soak [-- --rounds 200]
//
// Starts each pair of acts that could leave a place without anybody who can give access at the
// same moment, as often as said. About a quarter of a second each, for some 290 pairs.
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { run } from "./lib/failure.ts";
import { inRoot, ROOT } from "./lib/paths.ts";

await run(async () => {
  const { values } = parseArgs({ options: { rounds: { type: "string", default: "200" } } });
  const { status } = spawnSync(
    process.execPath,
    [
      inRoot("node_modules/vitest/vitest.mjs"),
      "run",
      "test/concurrency/holders.test.ts",
      "--testTimeout=0",
    ],
    {
      cwd: ROOT,
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, STAGEDOOR_ROUNDS: values.rounds },
    },
  );
  return status ?? 1;
});
