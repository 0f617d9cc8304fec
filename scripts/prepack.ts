// npm run prepack
//
// Compiles what the package ships into dist/: the command line, the client, the kit for vitest.
import * as fs from "node:fs";
import { parseArgs } from "node:util";
import { runProgram } from "./lib/child.ts";
import { Failure, run } from "./lib/failure.ts";
import { inRoot } from "./lib/paths.ts";

await run(async () => {
  parseArgs();
  // What was compiled of a file that is gone would ship.
  fs.rmSync(inRoot("dist"), { recursive: true, force: true });
  const { status, output } = await runProgram(inRoot("node_modules/.bin/tsc"), [
    "--project",
    inRoot("tsconfig.build.json"),
  ]);
  if (status !== 0) throw new Failure(output.trim());
});
