// The bundle: what an auditor needs to verify a log, or some of its events, without us.
import { readLink } from "../../functions/_shared/audit-event.ts";
import {
  emptyFrontier,
  type Frontier,
  grow,
  type Hash,
  isConsistent,
  leafHash,
  rootFromInclusion,
  rootOf,
  sameHash,
  Tree,
} from "../../functions/_shared/merkle.ts";
import {
  type Checkpoint,
  openNote,
  parseCheckpoint,
  parseVerifierKey,
} from "../../functions/_shared/note.ts";
import type { Delivery } from "../../functions/seal-audit/seal.ts";

/** Everything is text, so that python3 reads it as well. Proofs are base64. */
export interface Bundle {
  readonly format: "stagedoor-audit-1";
  readonly origin: string;
  /** Verifier keys. Trust those that you got elsewhere. */
  readonly keys: readonly string[];
  readonly checkpoints: readonly string[];
  /** By "older-newer", for each two neighbours by size. */
  readonly consistency: Readonly<Record<string, readonly string[]>>;
  /** Leaf hashes from the first on, as the destinations got them. */
  readonly hashes: string;
  /** For chosen events: size of the tree, then the path. Absent for a whole log. */
  readonly inclusion?: Readonly<Record<string, readonly [number, ...string[]]>>;
  /** The events, a line each. */
  readonly events?: string;
  /** Or the file beside the bundle that holds them. */
  readonly file?: string;
}

/** What a bundle is made of. */
export interface Ingredients {
  readonly origin: string;
  readonly keys: readonly string[];
  /** All bodies of the log, from the first. */
  readonly bodies: readonly Uint8Array[];
  /** What a destination holds of the log, in any order. */
  readonly deliveries: readonly Delivery[];
  /** The positions of the events wanted. Without it: all of them. */
  readonly only?: readonly number[];
  /** Leave the events to a file of this name beside the bundle. */
  readonly file?: string;
}

const toBase64 = (hash: Uint8Array): string => Buffer.from(hash).toString("base64");
const fromBase64 = (text: string): Hash => Uint8Array.from(Buffer.from(text, "base64"));

/** So many checkpoints say enough about how a log grew. */
const CHECKPOINTS = 20;

/**
 * Make a bundle. Proofs are made of the hashes that were delivered, not of what the database
 * says today: a bundle of a log that was tampered with is made, and fails when it is verified.
 */
export function makeBundle(from: Ingredients): Bundle {
  const deliveries = from.deliveries.toSorted((a, b) => a.size - b.size);
  const last = deliveries.at(-1)?.size;
  if (last === undefined) throw new Error("no checkpoint of this log was delivered yet");
  const unsealed = from.only?.find((seq) => seq > last);
  if (unsealed !== undefined) throw new Error(`event ${unsealed} is not sealed yet`);

  const hashes = joinHashes(deliveries);
  const leaves =
    hashes.length === 32 * last
      ? Array.from({ length: last }, (_, i) => hashes.subarray(32 * i, 32 * i + 32))
      : from.bodies.map(leafHash);
  if (leaves.length < last) throw new Error("the log is shorter than its last checkpoint");
  const tree = new Tree(leaves);

  const kept = thinOut(deliveries);
  return {
    format: "stagedoor-audit-1",
    origin: from.origin,
    keys: from.keys,
    checkpoints: kept.map(({ checkpoint }) => checkpoint),
    consistency: Object.fromEntries(
      kept.slice(1).map(({ size }, i) => {
        const older = (kept[i] as Delivery).size;
        return [`${older}-${size}`, tree.consistencyProof(older, size).map(toBase64)];
      }),
    ),
    hashes: toBase64(hashes),
    ...(from.only && {
      inclusion: Object.fromEntries(
        from.only.map((seq) => [
          String(seq),
          [last, ...tree.inclusionProof(seq - 1, last).map(toBase64)],
        ]),
      ),
    }),
    ...(from.file === undefined
      ? { events: Buffer.concat([...eventLines(from)]).toString("utf8") }
      : { file: from.file }),
  };
}

/** The wanted events, each with its end of line. */
export function* eventLines({ bodies, only }: Ingredients): Generator<Uint8Array> {
  const newline = Buffer.from("\n");
  for (const body of only?.map((seq) => bodies[seq - 1] ?? newline) ?? bodies) {
    yield body;
    yield newline;
  }
}

/** Some checkpoints, evenly over the log, the last one among them. */
function thinOut(deliveries: readonly Delivery[]): Delivery[] {
  const step = Math.ceil(deliveries.length / CHECKPOINTS);
  return deliveries.filter((_, i) => (deliveries.length - 1 - i) % step === 0);
}

/** The delivered leaf hashes as far as they are there without a gap. */
function joinHashes(deliveries: readonly Delivery[]): Buffer {
  const joined = Buffer.alloc(32 * (deliveries.at(-1)?.size ?? 0));
  let end = 0;
  for (const { first, size, hashes } of deliveries) {
    if (32 * (first - 1) > end) break;
    Buffer.from(hashes, "base64").copy(joined, 32 * (first - 1));
    end = 32 * size;
  }
  return joined.subarray(0, end);
}

/** What is wrong with a bundle, in words that name the first bad position, or null. */
export async function findProblem(
  bundle: Bundle,
  lines: Iterable<string> | AsyncIterable<string>,
  trusted: readonly string[] = bundle.keys,
): Promise<string | null> {
  const keys = trusted.map(parseVerifierKey);
  const heads = new Map<number, Checkpoint>();
  for (const note of bundle.checkpoints) {
    const head = parseCheckpoint((await openNote(note, keys)).text);
    const known = heads.get(head.size)?.root ?? head.root;
    if (head.origin !== bundle.origin || !sameHash(known, head.root)) {
      return "these are two logs";
    }
    heads.set(head.size, head);
  }
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

/** Each event in its place, linked to the one before, and the roots over all of them. */
async function wholeLog(
  bundle: Bundle,
  lines: Iterable<string> | AsyncIterable<string>,
  log: string,
  heads: ReadonlyMap<number, Checkpoint>,
): Promise<string | null> {
  const delivered = Buffer.from(bundle.hashes, "base64");
  let frontier: Frontier = emptyFrontier;
  let prev = "0".repeat(64);
  let sealed = 0;
  for await (const line of lines) {
    const at = frontier.size + 1;
    const link = readLink(new TextEncoder().encode(line));
    if (link?.sequence !== log || link.seq !== at) {
      return `event ${at} is malformed, missing or out of place`;
    }
    const asSealed = delivered.subarray(32 * at - 32, 32 * at);
    if (asSealed.length > 0 && !sameHash(asSealed, link.hash)) {
      return `event ${at} is not the one that was sealed`;
    }
    if (link.prev !== prev) return `event ${at} does not follow the one before it`;
    prev = Buffer.from(link.hash).toString("hex");
    frontier = grow(frontier, [link.hash]);
    const head = heads.get(at);
    if (head && !sameHash(rootOf(frontier), head.root)) {
      return `an event from ${sealed + 1} to ${at} is not the one that was sealed`;
    }
    if (head) sealed = at;
  }
  return Math.max(...heads.keys()) > frontier.size
    ? `event ${frontier.size + 1} is missing`
    : null;
}

/** Each chosen event, by its own way up to a signed root. */
async function someEvents(
  inclusion: NonNullable<Bundle["inclusion"]>,
  lines: Iterable<string> | AsyncIterable<string>,
  log: string,
  heads: ReadonlyMap<number, Checkpoint>,
): Promise<string | null> {
  const missing = new Set(Object.keys(inclusion));
  for await (const line of lines) {
    const link = readLink(new TextEncoder().encode(line));
    if (link === null) return `a line is no event: ${line.slice(0, 60)}`;
    const [size, ...path] = inclusion[String(link.seq)] ?? [0];
    const root = heads.get(size)?.root;
    const found = rootFromInclusion(link.seq - 1, size, link.hash, path.map(fromBase64));
    if (link.sequence !== log || !root || !found || !sameHash(root, found)) {
      return `event ${link.seq} was not sealed`;
    }
    missing.delete(String(link.seq));
  }
  const [first] = missing;
  return first === undefined ? null : `event ${first} is missing`;
}
