import { randomBytes } from "node:crypto";
import type { Command } from "commander";
import { formatVerifierKey, importSigner } from "../../../functions/_shared/note.ts";
import { readScope } from "../../audit/typed.ts";
import { createCommand, doing } from "../../lib/command.ts";
import { valueOf } from "../../lib/environment.ts";
import { misused } from "../../lib/failure.ts";

/** Make a signing key, or print the verifier keys of sequences. */
export const keys = (): Command =>
  createCommand("keys", "make a signing key, or print what verifies it", {
    examples: [
      ["stagedoor audit keys", "AUDIT_KEYS=...: a new signing key"],
      ['stagedoor audit keys installation "$ID"', "the verifier keys to hand out"],
    ],
    environment: ["AUDIT_ORIGIN", "AUDIT_KEYS"],
  })
    .argument("[sequences...]", "installation, or the ids of organizations and projects")
    .action(
      doing(async ({ args, out }) => {
        const sequences = args.flat() as string[];
        if (sequences.length === 0) {
          const seed = randomBytes(32).toString("base64");
          return out.result({ AUDIT_KEYS: seed }, [`AUDIT_KEYS=${seed}`]);
        }
        for (const sequence of sequences) readScope(sequence, "A sequence");
        const [origin, seeds] = [valueOf("AUDIT_ORIGIN"), valueOf("AUDIT_KEYS")];
        if (!origin || !seeds) {
          throw misused("Set AUDIT_ORIGIN and AUDIT_KEYS, as where the sealer runs.");
        }
        const found: string[] = [];
        for (const seed of seeds.split(/\s+/)) {
          const { publicKey } = await importSigner(seed).catch((error: Error) => {
            throw misused(`AUDIT_KEYS: ${error.message}.`);
          });
          for (const sequence of sequences) {
            found.push(formatVerifierKey({ name: `${origin}/${sequence}`, publicKey }));
          }
        }
        out.result(found, found);
      }),
    );
