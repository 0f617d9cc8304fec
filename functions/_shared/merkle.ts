// RFC 6962 Merkle trees over SHA-256: what the sealer, the bundler and the verifier share.
import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";

/** 32 bytes. */
export type Hash = Uint8Array;

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** The hash of one leaf: `sha256(0x00 || body)`. */
export const leafHash = (body: Uint8Array): Hash =>
  createHash("sha256").update(LEAF).update(body).digest();

/** The hash of an inner node: `sha256(0x01 || left || right)`. */
export const nodeHash = (left: Hash, right: Hash): Hash =>
  createHash("sha256").update(NODE).update(left).update(right).digest();

/** Whether two hashes are the same bytes. */
export const sameHash = (a: Hash, b: Hash): boolean => Buffer.compare(a, b) === 0;

/**
 * All that a log needs to keep in order to grow: the roots of its perfect subtrees, largest
 * first. There are as many as `size` has binary ones, so never more than 64.
 */
export interface CompactRange {
  readonly size: number;
  readonly hashes: readonly Hash[];
}

/** The compact range of a log without leaves. */
export const emptyRange: CompactRange = { size: 0, hashes: [] };

/** The compact range after these leaves were added at its end. */
export function grow(range: CompactRange, leaves: readonly Hash[]): CompactRange {
  const hashes = [...range.hashes];
  let size = range.size;
  for (const leaf of leaves) {
    let hash = leaf;
    for (let n = size; n % 2 === 1; n = (n - 1) / 2)
      hash = nodeHash(hashes.pop() as Hash, hash);
    hashes.push(hash);
    size += 1;
  }
  return { size, hashes };
}

/** The Merkle root of the log with this compact range. */
export function rootOf({ hashes }: CompactRange): Hash {
  if (hashes.length === 0) return createHash("sha256").digest();
  return hashes.reduceRight((right, left) => nodeHash(left, right));
}

/** A whole tree in memory, for proofs. */
export class Tree {
  /** Per level the hashes of its perfect nodes: the leaves, their pairs, and so on. */
  readonly #levels: Hash[][];

  constructor(leaves: readonly Hash[]) {
    this.#levels = [[...leaves]];
    for (let below = this.#levels[0] as Hash[]; below.length > 1; ) {
      const level: Hash[] = [];
      for (let i = 0; i + 1 < below.length; i += 2) {
        level.push(nodeHash(below[i] as Hash, below[i + 1] as Hash));
      }
      this.#levels.push(level);
      below = level;
    }
  }

  /** How many leaves it has. */
  get size(): number {
    return (this.#levels[0] as Hash[]).length;
  }

  /** The root of its first `size` leaves. */
  root(size = this.size): Hash {
    return size === 0 ? rootOf(emptyRange) : this.#range(0, size);
  }

  /** RFC 6962, 2.1.1: the path from leaf `index` to the root of the first `size` leaves. */
  inclusionProof(index: number, size = this.size): Hash[] {
    this.#within(index + 1, size);
    const path = (start: number, end: number): Hash[] => {
      if (end - start <= 1) return [];
      const middle = start + splitPoint(end - start);
      return index < middle
        ? [...path(start, middle), this.#range(middle, end)]
        : [...path(middle, end), this.#range(start, middle)];
    };
    return path(0, size);
  }

  /** RFC 6962, 2.1.2: that the first `from` leaves are the beginning of the first `size`. */
  consistencyProof(from: number, size = this.size): Hash[] {
    this.#within(from, size);
    const sub = (start: number, end: number, whole: boolean): Hash[] => {
      if (from === end) return whole ? [] : [this.#range(start, end)];
      const middle = start + splitPoint(end - start);
      return from <= middle
        ? [...sub(start, middle, whole), this.#range(middle, end)]
        : [...sub(middle, end, false), this.#range(start, middle)];
    };
    return from === 0 ? [] : sub(0, size, true);
  }

  #within(position: number, size: number): void {
    if (position < 0 || position > size || size > this.size) {
      throw new RangeError(`no proof of ${position} in ${size} of ${this.size} leaves`);
    }
  }

  #range(start: number, end: number): Hash {
    const count = end - start;
    const level = Math.log2(count);
    if (Number.isInteger(level)) {
      return (this.#levels[level] as Hash[])[start / count] as Hash;
    }
    const middle = start + splitPoint(count);
    return nodeHash(this.#range(start, middle), this.#range(middle, end));
  }
}

/** The largest power of two smaller than `count`. */
const splitPoint = (count: number): number => 2 ** (Math.ceil(Math.log2(count)) - 1);

/** RFC 9162, 2.1.3.2: the root that a path leads to, or null if it is not of that length. */
export function rootFromInclusion(
  index: number,
  size: number,
  leaf: Hash,
  proof: readonly Hash[],
): Hash | null {
  if (index < 0 || index >= size) return null;
  let at = index;
  let last = size - 1;
  let hash = leaf;
  for (const sibling of proof) {
    if (last === 0) return null;
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(sibling, hash);
      for (; at % 2 === 0 && at > 0; at /= 2) last = Math.floor(last / 2);
    } else {
      hash = nodeHash(hash, sibling);
    }
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? hash : null;
}

/** RFC 9162, 2.1.4.2: whether the older root is the beginning of the newer one. */
export function isConsistent(
  older: { size: number; root: Hash },
  newer: { size: number; root: Hash },
  proof: readonly Hash[],
): boolean {
  if (older.size < 1 || older.size > newer.size) return false;
  if (older.size === newer.size) {
    return proof.length === 0 && sameHash(older.root, newer.root);
  }
  const path = Number.isInteger(Math.log2(older.size))
    ? [older.root, ...proof]
    : [...proof];
  const first = path.shift();
  if (first === undefined) return false;
  let at = older.size - 1;
  let last = newer.size - 1;
  for (; at % 2 === 1; at = Math.floor(at / 2)) last = Math.floor(last / 2);
  let olderRoot = first;
  let newerRoot = first;
  for (const hash of path) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      olderRoot = nodeHash(hash, olderRoot);
      newerRoot = nodeHash(hash, newerRoot);
      for (; at % 2 === 0 && at > 0; at /= 2) last = Math.floor(last / 2);
    } else {
      newerRoot = nodeHash(newerRoot, hash);
    }
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && sameHash(olderRoot, older.root) && sameHash(newerRoot, newer.root);
}
