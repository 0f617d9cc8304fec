// The one spelling of a bundle: two programs cannot read two things out of the same bytes.
import type { Bundle } from "./bundle.ts";

/** Bytes from base64 in its one spelling. */
export function fromBase64(text: string): Buffer {
  const bytes = Buffer.from(text, "base64");
  if (bytes.toString("base64") !== text) throw new Error("a hash is not base64");
  return bytes;
}

/** A bundle from its bytes; throws on every other spelling of it, and on what is none. */
export function readBundle(bytes: Uint8Array): Bundle {
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  const value: unknown = JSON.parse(text);
  if (!isRecord(value) || JSON.stringify(value) !== text) throw new Error(OTHER_SPELLING);
  const kind = "inclusion" in value ? "inclusion" : "hashes";
  const names = ["format", "origin", "checkpoints", "consistency", kind];
  if ("events" in value) names.push("events");
  const { format, origin, checkpoints, consistency, inclusion, hashes, events } = value;
  if (
    Object.keys(value).join() !== names.join() ||
    format !== "stagedoor-audit-1" ||
    !isText(origin) ||
    !NAME.test(origin) ||
    !isTexts(checkpoints) ||
    !isProofs(consistency) ||
    (kind === "inclusion"
      ? !isProofs(inclusion) || !isOrdered(inclusion)
      : !isText(hashes)) ||
    !(events === undefined || isText(events))
  ) {
    throw new Error(OTHER_SPELLING);
  }
  return value as unknown as Bundle;
}

const OTHER_SPELLING = "this is not its one spelling";
const NAME = /^[^\s"+\\]+\/[0-9a-z-]+$/;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Half a character can be escaped, and is then no text that anybody could have hashed. */
const isText = (value: unknown): value is string =>
  typeof value === "string" && !/\p{Surrogate}/u.test(value);

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every(isText);

const isHash = (text: string): boolean =>
  text.length === 44 && fromBase64(text).length === 32;

const isProofs = (value: unknown): value is Record<string, string[]> =>
  isRecord(value) &&
  Object.values(value).every((proof) => isTexts(proof) && proof.every(isHash));

/** Positions as they are counted. JSON.parse sorts them, so their order is checked above. */
const isOrdered = (proofs: Record<string, string[]>): boolean =>
  Object.keys(proofs).every((at) => /^[1-9][0-9]{0,30}$/.test(at));
