// C2SP signed notes (c2sp.org/signed-note) with Ed25519, and the checkpoints of
// c2sp.org/tlog-checkpoint written on them. WebCrypto only, so that it runs anywhere.
import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import type { Hash } from "./merkle.ts";

/** Signature type byte of Ed25519 in a signed note. */
const ED25519 = 1;
const PKCS8_ED25519 = Buffer.from("302e020100300506032b657004220420", "hex");

/** A public key under a name, as notes know it. */
export interface VerifierKey {
  readonly name: string;
  readonly publicKey: Uint8Array;
}

/** A private key: signs bytes, and knows its public half. */
export interface Signer {
  readonly publicKey: Uint8Array;
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

/** A tree head: which log, how many leaves, which root. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Hash;
}

/** The four bytes by which a note names a key. */
export const keyId = ({ name, publicKey }: VerifierKey): Buffer =>
  createHash("sha256")
    .update(`${name}\n`)
    .update(Uint8Array.of(ED25519))
    .update(publicKey)
    .digest()
    .subarray(0, 4);

/** `name+id+base64`, the form in which verifier keys are handed to people. */
export const formatVerifierKey = (key: VerifierKey): string =>
  `${key.name}+${keyId(key).toString("hex")}+${Buffer.concat([Uint8Array.of(ED25519), key.publicKey]).toString("base64")}`;

/** Reads `name+id+base64`; throws unless it is an Ed25519 key with its own id. */
export function parseVerifierKey(text: string): VerifierKey {
  const [, name, id, base64] =
    /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) ?? [];
  const bytes = Buffer.from(base64 ?? "", "base64");
  if (name === undefined || bytes.length !== 33 || bytes[0] !== ED25519) {
    throw new Error("not an Ed25519 verifier key");
  }
  const key = { name, publicKey: Uint8Array.from(bytes.subarray(1)) };
  if (keyId(key).toString("hex") !== id || bytes.toString("base64") !== base64) {
    throw new Error("verifier key does not have the id that it states");
  }
  return key;
}

/** A signer from the base64 of its 32 secret bytes. */
export async function importSigner(seed: string): Promise<Signer> {
  const secret = Buffer.from(seed, "base64");
  if (secret.length !== 32) throw new Error("a signing key is the base64 of 32 bytes");
  const key = await crypto.subtle.importKey(
    "pkcs8",
    Uint8Array.from(Buffer.concat([PKCS8_ED25519, secret])),
    { name: "Ed25519" },
    true,
    ["sign"],
  );
  const { x } = await crypto.subtle.exportKey("jwk", key);
  return {
    publicKey: Uint8Array.from(Buffer.from(x ?? "", "base64url")),
    sign: async (bytes) =>
      new Uint8Array(await crypto.subtle.sign("Ed25519", key, Uint8Array.from(bytes))),
  };
}

/** Whether the key signed these bytes. */
export async function hasSigned(
  publicKey: Uint8Array,
  signature: Uint8Array,
  bytes: Uint8Array,
): Promise<boolean> {
  const key = await crypto.subtle.importKey(
    "raw",
    Uint8Array.from(publicKey),
    { name: "Ed25519" },
    false,
    ["verify"],
  );
  return crypto.subtle.verify(
    "Ed25519",
    key,
    Uint8Array.from(signature),
    Uint8Array.from(bytes),
  );
}

/** The text, a blank line, and one signature line per signer, all under one name. */
export async function signNote(
  text: string,
  name: string,
  signers: readonly Signer[],
): Promise<string> {
  if (!text.endsWith("\n")) throw new Error("the text of a note ends in a newline");
  if (!/^[^\s+]+$/.test(name)) throw new Error("a key name holds neither space nor plus");
  const lines = await Promise.all(
    signers.map(async (signer) => {
      const id = keyId({ name, publicKey: signer.publicKey });
      const signature = await signer.sign(new TextEncoder().encode(text));
      return `\u2014 ${name} ${Buffer.concat([id, signature]).toString("base64")}\n`;
    }),
  );
  return `${text}\n${lines.join("")}`;
}

/**
 * The text of a note and the trusted keys that signed it. Signatures of unknown keys are
 * ignored; a wrong signature of a trusted key, or none of any, throws.
 */
export async function openNote(
  note: string,
  trusted: readonly VerifierKey[],
): Promise<{ text: string; signedBy: VerifierKey[] }> {
  const split = note.lastIndexOf("\n\n");
  const text = note.slice(0, split + 1);
  const lines = note.slice(split + 2).split("\n");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the format forbids them
  if (
    split < 0 ||
    lines.pop() !== "" ||
    lines.length === 0 ||
    /[\x00-\x09\x0b-\x1f]/.test(note)
  ) {
    throw new Error("malformed note");
  }

  const signedBy: VerifierKey[] = [];
  for (const line of lines) {
    const [, name, base64] = /^\u2014 ([^\s+]+) ([A-Za-z0-9+/]+=*)$/.exec(line) ?? [];
    const bytes = Buffer.from(base64 ?? "", "base64");
    if (name === undefined || bytes.length < 5) throw new Error("malformed note");
    const key = trusted.find(
      (k) => k.name === name && Buffer.compare(keyId(k), bytes.subarray(0, 4)) === 0,
    );
    if (key === undefined || signedBy.includes(key)) continue;
    const signed = await hasSigned(
      key.publicKey,
      bytes.subarray(4),
      new TextEncoder().encode(text),
    );
    if (!signed) throw new Error(`wrong signature of ${name}`);
    signedBy.push(key);
  }
  if (signedBy.length === 0) throw new Error("no signature of a trusted key");
  return { text, signedBy };
}

/** The three lines that are signed. */
export const formatCheckpoint = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${Buffer.from(root).toString("base64")}\n`;

/** Reads the three lines; throws on anything else, extension lines included. */
export function parseCheckpoint(text: string): Checkpoint {
  const [, origin, size, base64] =
    /^([^\n]+)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/]{43}=)\n$/.exec(text) ?? [];
  const root = Uint8Array.from(Buffer.from(base64 ?? "", "base64"));
  if (origin === undefined || Buffer.from(root).toString("base64") !== base64) {
    throw new Error("malformed checkpoint");
  }
  return { origin, size: Number(size), root };
}
