// npm run audit:keys [-- SEQUENCE ...]
//
// Make a signing key, or print the verifier keys of these sequences.
import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { formatVerifierKey, importSigner } from "../functions/_shared/note.ts";
import { Failure, run } from "./lib/failure.ts";

await run(async () => {
  const { positionals: sequences } = parseArgs({ allowPositionals: true });
  if (sequences.length === 0) {
    console.log(`AUDIT_KEYS=${randomBytes(32).toString("base64")}`);
    return;
  }
  const { AUDIT_ORIGIN, AUDIT_KEYS } = process.env;
  if (!AUDIT_ORIGIN || !AUDIT_KEYS) {
    throw new Failure("Set AUDIT_ORIGIN and AUDIT_KEYS, as where the sealer runs.");
  }
  for (const seed of AUDIT_KEYS.trim().split(/\s+/)) {
    const { publicKey } = await importSigner(seed).catch((error: Error) => {
      throw new Failure(`AUDIT_KEYS: ${error.message}.`);
    });
    for (const sequence of sequences) {
      console.log(formatVerifierKey({ name: `${AUDIT_ORIGIN}/${sequence}`, publicKey }));
    }
  }
});
