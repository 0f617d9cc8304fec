// The bundle: what an auditor needs to verify a log, or some of its events, without us.
import { leafHash, Tree } from "../../functions/_shared/merkle.ts";
import { keyId } from "../../functions/_shared/note.ts";
import type { Delivery } from "../../functions/seal-audit/seal.ts";
import { Failure } from "../lib/failure.ts";
import { readVerifierKey } from "./keys.ts";

/**
 * Everything is text, in this order, as `JSON.stringify` writes it: a bundle has one spelling.
 * Hashes are base64. Where `events` is missing, they stand in a file beside the bundle.
 */
export interface Bundle {
  readonly format: "stagedoor-audit-1";
  readonly origin: string;
  /** By size. No key is in a bundle: it would be the forger's. */
  readonly checkpoints: readonly string[];
  /** By "older-newer", for each two neighbours. */
  readonly consistency: Readonly<Record<string, readonly string[]>>;
  /** Leaf hashes from the first on, as the destinations got them. Only for a whole log. */
  readonly hashes?: string;
  /** For each chosen event, by position, the path to the root of the last checkpoint. */
  readonly inclusion?: Readonly<Record<string, readonly string[]>>;
  /** The events, a line each, each with its end. */
  readonly events?: string;
}

/** What a bundle is made of. */
export interface Ingredients {
  readonly origin: string;
  /** Those that the auditor has. A checkpoint that none of them signed is left out. */
  readonly keys: readonly string[];
  /** All bodies of the log, from the first. */
  readonly bodies: readonly Uint8Array[];
  /** What a destination holds of the log, in any order. */
  readonly deliveries: readonly Delivery[];
  /** The positions of the events wanted. Without it: all of them. */
  readonly only?: readonly number[];
  /** Sizes of checkpoints that must be there, because the auditor holds them. */
  readonly having?: readonly number[];
  /** Leave the events to a file beside the bundle. */
  readonly isBeside?: boolean;
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
  if (deliveries.length === 0) {
    throw new Failure("No checkpoint of this log was delivered yet: seal it first.");
  }
  const signed = deliveries.filter(isSignedBy(from.keys));
  const last = signed.at(-1)?.size;
  if (last === undefined) {
    throw new Failure("No checkpoint of this log was signed with that key.");
  }
  const kept = thinOut(signed, from.having ?? []);
  if (from.only?.length === 0) throw new Failure("There is no such event.");
  const unsealed = from.only?.find((seq) => seq > last);
  if (unsealed !== undefined) {
    throw new Failure(`Event ${unsealed} is not sealed yet: seal, then try again.`);
  }

  const hashes = joinHashes(deliveries).subarray(0, 32 * last);
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

  return {
    format: "stagedoor-audit-1",
    origin: from.origin,
    checkpoints: kept.map(({ checkpoint }) => checkpoint),
    consistency: Object.fromEntries(
      kept.slice(1).map(({ size }, i) => {
        const older = (kept[i] as Delivery).size;
        return [`${older}-${size}`, tree.consistencyProof(older, size).map(toBase64)];
      }),
    ),
    ...(from.only === undefined
      ? { hashes: toBase64(hashes) }
      : {
          inclusion: Object.fromEntries(
            from.only
              .toSorted((a, b) => a - b)
              .map((seq) => [
                String(seq),
                tree.inclusionProof(seq - 1, last).map(toBase64),
              ]),
          ),
        }),
    ...(!from.isBeside && {
      events: Buffer.concat([...eventLines(from, last)]).toString("utf8"),
    }),
  };
}

/** The wanted events up to the last one that is sealed, each with its end of line. */
export function* eventLines(
  { bodies, only }: Ingredients,
  last: number,
): Generator<Uint8Array> {
  const newline = Buffer.from("\n");
  const wanted = only?.toSorted((a, b) => a - b).map((seq) => bodies[seq - 1] ?? newline);
  for (const body of wanted ?? bodies.slice(0, last)) {
    yield body;
    yield newline;
  }
}

/** How many events the last checkpoint of a bundle covers. */
export const sizeOf = ({ checkpoints }: Bundle): number =>
  Number(checkpoints.at(-1)?.split("\n")[1]);

/** Whether a checkpoint names one of these keys among its signatures. */
function isSignedBy(keys: readonly string[]): (delivery: Delivery) => boolean {
  const ids = new Set(keys.map((key) => keyId(readVerifierKey(key)).toString("hex")));
  return ({ checkpoint }) =>
    [...checkpoint.matchAll(/^\u2014 \S+ (\S+)$/gmu)].some(([, signature = ""]) =>
      ids.has(Buffer.from(signature, "base64").toString("hex", 0, 4)),
    );
}

/** Some checkpoints, evenly over the log, the last one and those asked for among them. */
function thinOut(deliveries: readonly Delivery[], having: readonly number[]): Delivery[] {
  const missing = having.find((size) => !deliveries.some((d) => d.size === size));
  if (missing !== undefined) {
    throw new Failure(
      `No checkpoint of ${missing} events was delivered, or none that one of these keys signed.`,
    );
  }
  const step = Math.ceil(deliveries.length / CHECKPOINTS);
  return deliveries.filter(
    ({ size }, i) => (deliveries.length - 1 - i) % step === 0 || having.includes(size),
  );
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
