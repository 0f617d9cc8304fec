// npm run audit:verify -- bundle.json KEY [KEY ...] [EARLIER.json ...]
//
// A second verifier beside docs/audit/verify.py, for those who have this repository: the same
// rules, other code.
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { isVerifierKey } from "./audit/keys.ts";
import { verdictOn } from "./audit/verdict.ts";
import { Failure, run } from "./lib/failure.ts";

await run(async () => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [path, ...known] = positionals;
  const keys = known.filter(isVerifierKey);
  const earlier = known.filter((argument) => !isVerifierKey(argument));
  const missing = earlier.find((argument) => !existsSync(argument));
  if (missing !== undefined) {
    throw new Failure(`${missing} is neither a verifier key nor a file.`);
  }
  if (path === undefined || keys.length === 0) {
    throw new Failure(
      "Give the bundle, and a verifier key that you did not get with it: npm run audit:verify -- bundle.json KEY",
    );
  }
  if (!existsSync(path)) throw new Failure(`${path} cannot be read.`);

  const verdict = await verdictOn(path, keys, earlier);
  console.log(verdict);
  return verdict.startsWith("OK: ") ? 0 : 1;
});
