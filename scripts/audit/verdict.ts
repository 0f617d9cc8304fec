// What docs/audit/verify.py does, written a second time and from other parts.
import { readLink } from "../../functions/_shared/audit-event.ts";
import {
  emptyRange,
  type CompactRange,
  grow,
  type Hash,
  isConsistent,
  rootFromInclusion,
  rootOf,
  sameHash,
} from "../../functions/_shared/merkle.ts";
import {
  type Checkpoint,
  openNote,
  parseCheckpoint,
  parseVerifierKey,
} from "../../functions/_shared/note.ts";
import type { Bundle } from "./bundle.ts";

/** The lines of a log without their ends, as they come from memory or from a file. */
export type Lines = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

const NEWLINE = 0x0a;

/** Lines of bytes. Characters that only some readers take for the end of a line do not count. */
export async function* linesOf(chunks: Lines): AsyncGenerator<Uint8Array> {
  let rest = Buffer.alloc(0);
  for await (const chunk of chunks) {
    rest = Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = rest.indexOf(NEWLINE); end >= 0; end = rest.indexOf(NEWLINE, start)) {
      yield rest.subarray(start, end);
      start = end + 1;
    }
    rest = rest.subarray(start);
  }
  if (rest.length > 0) yield rest;
}

/** What is wrong with a bundle, in words that name the first bad position, or null. */
export async function findProblem(
  bundle: Bundle,
  lines: Lines,
  keys: readonly string[],
): Promise<string | null> {
  if ("events" in bundle && "file" in bundle) {
    return "the events are there twice, in the bundle and in a file beside it";
  }
  // The key of another log says nothing about this one.
  const trusted = keys.map(parseVerifierKey).filter(({ name }) => name === bundle.origin);
  const heads = new Map<number, Checkpoint>();
  for (const note of bundle.checkpoints) {
    const head = parseCheckpoint((await openNote(note, trusted)).text);
    const known = heads.get(head.size)?.root ?? head.root;
    if (head.origin !== bundle.origin || !sameHash(known, head.root)) {
      return "these are two logs";
    }
    heads.set(head.size, head);
  }
  if (heads.size === 0) return "not a whole bundle: no checkpoint";

  const sizes = [...heads.keys()].toSorted((a, b) => a - b);
  for (const [i, size] of sizes.slice(1).entries()) {
    const older = heads.get(sizes[i] as number) as Checkpoint;
    const newer = heads.get(size) as Checkpoint;
    const proof = bundle.consistency[`${older.size}-${newer.size}`]?.map(fromBase64) ?? [];
    if (!isConsistent(older, newer, proof)) return `${newer.size} forks ${older.size}`;
  }

  const log = bundle.origin.slice(bundle.origin.lastIndexOf("/") + 1);
  return bundle.inclusion === undefined
    ? wholeLog(bundle, lines, log, heads)
    : someEvents(bundle.inclusion, lines, log, heads);
}

/** Bytes from base64 in its one spelling. */
function fromBase64(text: string): Hash {
  const bytes = Buffer.from(text, "base64");
  if (bytes.toString("base64") !== text) throw new Error("a hash is not base64");
  return bytes;
}

/** Each event in its place, linked to the one before, and the roots over all of them. */
async function wholeLog(
  bundle: Bundle,
  lines: Lines,
  log: string,
  heads: ReadonlyMap<number, Checkpoint>,
): Promise<string | null> {
  const delivered = fromBase64(bundle.hashes);
  let range: CompactRange = emptyRange;
  let prev = "0".repeat(64);
  let sealed = 0;
  for await (const line of lines) {
    const at = range.size + 1;
    const link = readLink(line);
    if (link?.sequence !== log || link.seq !== at) return outOfPlace(at);
    const asSealed = delivered.subarray(32 * at - 32, 32 * at);
    if (asSealed.length > 0 && !sameHash(asSealed, link.hash)) {
      return `event ${at} is not the one that was sealed`;
    }
    if (link.prev !== prev) return `event ${at} does not follow the one before it`;
    prev = Buffer.from(link.hash).toString("hex");
    range = grow(range, [link.hash]);
    const head = heads.get(at);
    if (head && !sameHash(rootOf(range), head.root)) {
      return `an event from ${sealed + 1} to ${at} is not the one that was sealed`;
    }
    if (head) sealed = at;
  }
  return Math.max(...heads.keys()) > range.size
    ? `event ${range.size + 1} is missing`
    : null;
}

/** The chosen events, each by its own way up to a signed root, and no others. */
async function someEvents(
  inclusion: NonNullable<Bundle["inclusion"]>,
  lines: Lines,
  log: string,
  heads: ReadonlyMap<number, Checkpoint>,
): Promise<string | null> {
  const proofs = Object.entries(inclusion);
  const unproven = "an event has no proof, or there is none";
  if (proofs.length === 0) return unproven;
  for await (const line of lines) {
    const proof = proofs.shift();
    if (proof === undefined) return unproven;
    const [at, [size, ...path]] = proof;
    const link = readLink(line);
    if (link?.sequence !== log || String(link.seq) !== at) return outOfPlace(at);
    const root = heads.get(size)?.root;
    const found = rootFromInclusion(link.seq - 1, size, link.hash, path.map(fromBase64));
    if (!root || !found || !sameHash(root, found)) return `event ${at} was not sealed`;
  }
  const [missing] = proofs;
  return missing === undefined ? null : outOfPlace(missing[0]);
}

const outOfPlace = (at: number | string): string =>
  `event ${at} is malformed, missing or out of place`;
