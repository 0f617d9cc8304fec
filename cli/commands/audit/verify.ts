import { existsSync } from "node:fs";
import type { Command } from "commander";
import { isVerifierKey } from "../../audit/keys.ts";
import { verdictOn } from "../../audit/verdict.ts";
import { createCommand, doing } from "../../lib/command.ts";
import { EXIT, misused } from "../../lib/failure.ts";

/** A second verifier beside docs/audit/verify.py: the same rules, other code. */
export const verify = (): Command =>
  createCommand("verify", "verify such a file, without a database and without a network", {
    examples: [
      ['stagedoor audit verify bundle.json "$KEY"', "OK, or FAILED and why"],
      [
        'stagedoor audit verify bundle.json "$KEY" last-year.json',
        "also that it continues what was proven before",
      ],
    ],
  })
    .argument("[bundle]", "the bundle")
    .argument(
      "[known...]",
      "verifier keys that did not come with it, and bundles or checkpoints of before",
    )
    .action(
      doing(async ({ args, out }) => {
        const [path, ...known] = args.flat().filter((word) => word !== undefined);
        const keys = known.filter(isVerifierKey);
        const earlier = known.filter((argument) => !isVerifierKey(argument));
        const missing = earlier.find((argument) => !existsSync(argument));
        if (missing !== undefined) {
          throw misused(`${missing} is neither a verifier key nor a file.`);
        }
        if (path === undefined || keys.length === 0) {
          throw misused(
            "Give the bundle, and a verifier key that you did not get with it: stagedoor audit verify bundle.json KEY",
          );
        }
        if (!existsSync(path)) throw misused(`${path} cannot be read.`);

        const verdict = await out.during(`verifying ${path}`, () =>
          verdictOn(path, keys, earlier),
        );
        const isOk = verdict.startsWith("OK: ");
        out.result({ ok: isOk, verdict }, [verdict]);
        return isOk ? EXIT.ok : EXIT.findings;
      }),
    );
