// Verifier keys as people type them.
import { parseVerifierKey, type VerifierKey } from "../../functions/_shared/note.ts";
import { misused } from "../lib/failure.ts";

/** The key of `name+id+key`, or one line that says what it is not. */
export function readVerifierKey(text: string): VerifierKey {
  try {
    return parseVerifierKey(text);
  } catch {
    throw misused(
      `${text} is not a verifier key: stagedoor audit keys SEQUENCE prints them.`,
    );
  }
}

/** Whether this is a verifier key, with the id that it states. */
export function isVerifierKey(text: string): boolean {
  try {
    parseVerifierKey(text);
    return true;
  } catch {
    return false;
  }
}
