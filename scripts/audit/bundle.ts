// The bundle: what an auditor needs to verify a log, or some of its events, without us.
import { leafHash, Tree } from "../../functions/_shared/merkle.ts";
import type { Delivery } from "../../functions/seal-audit/seal.ts";
import { Failure } from "../lib/failure.ts";

/** Everything is text, so that python3 reads it as well. Proofs are base64. */
export interface Bundle {
  readonly format: "stagedoor-audit-1";
  readonly origin: string;
  /** Verifier keys, for people to compare. No verifier trusts them. */
  readonly keys: readonly string[];
  readonly checkpoints: readonly string[];
  /** By "older-newer", for each two neighbours by size. */
  readonly consistency: Readonly<Record<string, readonly string[]>>;
  /** Leaf hashes from the first on, as the destinations got them. */
  readonly hashes: string;
  /** For each chosen event the size of the tree, then the path. Absent for a whole log. */
  readonly inclusion?: Readonly<Record<string, readonly [number, ...string[]]>>;
  /** The events, a line each. */
  readonly events?: string;
  /** Or the file beside the bundle that holds them. Never both. */
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

/** So many checkpoints say enough about how a log grew. */
const CHECKPOINTS = 20;

/**
 * Make a bundle. Proofs are made of the hashes that were delivered, not of what the database
 * says today: a bundle of a log that was tampered with is made, and fails when it is verified.
 */
export function makeBundle(from: Ingredients): Bundle {
  const deliveries = from.deliveries.toSorted((a, b) => a.size - b.size);
  const last = deliveries.at(-1)?.size;
  if (last === undefined) {
    throw new Failure("No checkpoint of this log was delivered yet: seal it first.");
  }
  if (from.only?.length === 0) throw new Failure("There is no such event.");
  const unsealed = from.only?.find((seq) => seq > last);
  if (unsealed !== undefined) {
    throw new Failure(`Event ${unsealed} is not sealed yet: seal, then try again.`);
  }

  const hashes = joinHashes(deliveries);
  const leaves =
    hashes.length === 32 * last
      ? Array.from({ length: last }, (_, i) => hashes.subarray(32 * i, 32 * i + 32))
      : from.bodies.map(leafHash);
  if (leaves.length < last) {
    throw new Failure(
      `The log has ${leaves.length} events and ${last} were sealed; their delivered hashes have gaps.`,
    );
  }
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
