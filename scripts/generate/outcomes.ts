// The reasons of outcomes, from docs/errors.md, which registers them all: a test holds that page
// to the migrations.
import * as fs from "node:fs";
import { inRoot } from "../lib/paths.ts";

/** The calls that answer an outcome, and the name of the union of their reasons. */
const CALLS = {
  accept_invitation: "InvitationReason",
  claim_guest_account: "GuestClaimReason",
  open_script_share: "ShareReason",
  verify_master_code: "MasterCodeReason",
} as const;

/** The unions of reasons, one a call. */
export function outcomesText(): string {
  const page = fs.readFileSync(inRoot("docs/errors.md"), "utf8");
  return Object.entries(CALLS)
    .map(
      ([call, name]) =>
        `/** Why \`${call}\` is refused. A rule of a part may add one. */\n${unionOf(name, reasonsOf(page, call))}`,
    )
    .join("\n");
}

/** The first column of the table below the paragraph that begins with the call. */
function reasonsOf(page: string, call: string): string[] {
  const begin = page.search(new RegExp(`^\`${call}\``, "m"));
  const table = page.slice(begin).split("\n\n")[1] ?? "";
  const reasons = table
    .split("\n")
    .slice(2)
    .flatMap((row) => [...(row.split("|")[1] ?? "").matchAll(/`([a-z_]+)`/g)])
    .map(([, reason = ""]) => reason)
    .filter((reason) => reason !== "error_code");
  if (begin < 0 || reasons.length === 0) {
    throw new Error(`docs/errors.md has no table of the reasons of ${call}.`);
  }
  return [...new Set(reasons)].toSorted();
}

function unionOf(name: string, values: readonly string[]): string {
  return `export type ${name} =\n${values.map((value) => `  | ${JSON.stringify(value)}`).join("\n")};\n`;
}
