// npm run audit:keys [-- SEQUENCE ...]: make a signing key, or print the verifier keys.
import { randomBytes } from "node:crypto";
import { formatVerifierKey, importSigner } from "../functions/_shared/note.ts";
import { Failure, run } from "./lib/failure.ts";

await run(async () => {
  const sequences = process.argv.slice(2);
  if (sequences.length === 0) {
    console.log(`AUDIT_KEYS=${randomBytes(32).toString("base64")}`);
    return;
  }
  const { AUDIT_ORIGIN, AUDIT_KEYS } = process.env;
  if (!AUDIT_ORIGIN || !AUDIT_KEYS) throw new Failure("Set AUDIT_ORIGIN and AUDIT_KEYS.");
  for (const seed of AUDIT_KEYS.split(/\s+/)) {
    const { publicKey } = await importSigner(seed);
    for (const sequence of sequences) {
      console.log(formatVerifierKey({ name: `${AUDIT_ORIGIN}/${sequence}`, publicKey }));
    }
  }
});
