// npm run audit:verify -- bundle.json KEY [KEY ...]
//
// A second verifier beside docs/audit/verify.py, for those who have this repository: the same
// rules, other code.
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import type { Bundle } from "./audit/bundle.ts";
import { readVerifierKey } from "./audit/keys.ts";
import { findProblem, linesOf } from "./audit/verdict.ts";
import { Failure, run } from "./lib/failure.ts";

await run(async () => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [path, ...keys] = positionals;
  if (path === undefined || keys.length === 0) {
    throw new Failure(
      "Give the bundle, and a verifier key that you did not get with it: npm run audit:verify -- bundle.json KEY",
    );
  }
  for (const key of keys) readVerifierKey(key);
  const text = await readFile(path, "utf8").catch(() => {
    throw new Failure(`${path} cannot be read.`);
  });

  const verdict = await verdictOn(text, dirname(path), keys).catch(
    (error: Error) => `FAILED: not a whole bundle: ${error.message}`,
  );
  // What a forger wrote into the bundle does not begin a line of its own.
  console.log(verdict.replaceAll(/\p{Cc}+/gu, " "));
  return verdict.startsWith("OK: ") ? 0 : 1;
});

/** What a bundle proves, or what is wrong with it. */
async function verdictOn(text: string, folder: string, keys: string[]): Promise<string> {
  const bundle = JSON.parse(text) as Bundle;
  const chunks =
    bundle.events === undefined
      ? chunksOf(join(folder, bundle.file ?? ""))
      : [Buffer.from(bundle.events)];
  const problem = await findProblem(bundle, linesOf(chunks), keys);
  if (problem) return `FAILED: ${problem}`;

  const sizes = bundle.checkpoints.map((note) => Number(note.split("\n")[1]));
  const what = bundle.inclusion
    ? `${Object.keys(bundle.inclusion).length} chosen events of ${bundle.origin}`
    : bundle.origin;
  return `OK: ${what} up to event ${Math.max(...sizes)}, keys ${keys.join(" ")}`;
}

/** A file, opened when it is read: nobody would hear of its failure before. */
async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(path);
}
