import type { Command } from "commander";
import { createCommand } from "../lib/command.ts";
import { bundle } from "./audit/bundle.ts";
import { disclose } from "./audit/disclose.ts";
import { keys } from "./audit/keys.ts";
import { seal } from "./audit/seal.ts";
import { verify } from "./audit/verify.ts";

/** The audit log, outside the database: sealing it, proving from it, verifying proofs. */
export const audit = (): Command =>
  createCommand("audit", "seal the audit log, prove from it, and verify proofs", {
    examples: [
      ["stagedoor audit keys", "makes a signing key"],
      ["stagedoor audit verify bundle.json KEY", "verifies a proof without a database"],
    ],
  })
    .addCommand(seal())
    .addCommand(bundle())
    .addCommand(verify())
    .addCommand(disclose())
    .addCommand(keys());
