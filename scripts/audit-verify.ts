// npm run audit:verify -- bundle.json [KEY ...]: the same verdict as docs/audit/verify.py.
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { type Bundle, findProblem } from "./lib/audit-bundle.ts";
import { Failure, run } from "./lib/failure.ts";

await run(async () => {
  const [path, ...keys] = process.argv.slice(2);
  if (!path) throw new Failure("npm run audit:verify -- bundle.json [KEY ...]");
  const bundle = JSON.parse(await readFile(path, "utf8")) as Bundle;
  const lines =
    bundle.events === undefined
      ? createInterface({ input: createReadStream(join(dirname(path), bundle.file ?? "")) })
      : bundle.events.split("\n").slice(0, -1);

  const trusted = keys.length > 0 ? keys : bundle.keys;
  const problem = await findProblem(bundle, lines, trusted).catch(
    (error: Error) => `not a whole bundle: ${error.message}`,
  );
  const sizes = bundle.checkpoints.map((note) => Number(note.split("\n")[1]));
  console.log(
    problem
      ? `FAILED: ${problem}`
      : `OK: ${bundle.origin} up to event ${Math.max(...sizes)}, keys ${trusted.join(" ")}`,
  );
  return problem ? 1 : 0;
});
