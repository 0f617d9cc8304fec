// RFC 6962 trees against the vectors that certificate transparency publishes.
import { describe, expect, it } from "vitest";
import {
  emptyRange,
  grow,
  isConsistent,
  leafHash,
  rootFromInclusion,
  rootOf,
  sameHash,
  Tree,
} from "../../functions/_shared/merkle.ts";
import { CONSISTENCY, hex, INCLUSION, LEAVES, ROOTS } from "./vectors.ts";

const leaves = LEAVES.map((leaf) => leafHash(hex(leaf)));
const tree = new Tree(leaves);

describe("the root", () => {
  it("of nothing is the hash of nothing", () => {
    expect(Buffer.from(rootOf(emptyRange)).toString("hex")).toBe(ROOTS[0]);
  });

  it.each(LEAVES.map((_, i) => i + 1))(
    "of %i published leaves is the published one",
    (size) => {
      expect(Buffer.from(tree.root(size)).toString("hex")).toBe(ROOTS[size]);
      expect(
        Buffer.from(rootOf(grow(emptyRange, leaves.slice(0, size)))).toString("hex"),
      ).toBe(ROOTS[size]);
    },
  );

  it("is the same however the log was cut into runs, from at most 64 hashes", () => {
    const many = Array.from({ length: 1000 }, (_, i) =>
      leafHash(hex(i.toString(16).padStart(4, "0"))),
    );
    const whole = new Tree(many);
    for (const cut of [0, 1, 2, 3, 64, 511, 512, 513, 999, 1000]) {
      const range = grow(grow(emptyRange, many.slice(0, cut)), many.slice(cut));
      expect(sameHash(rootOf(range), whole.root())).toBe(true);
      expect(range.hashes.length).toBeLessThanOrEqual(64);
    }
  });
});

describe("inclusion", () => {
  it.each(INCLUSION)(
    "of leaf $leaf in $size is proven as published",
    ({ leaf, size, proof }) => {
      expect(
        tree.inclusionProof(leaf - 1, size).map((h) => Buffer.from(h).toString("hex")),
      ).toEqual(proof);
      const root = rootFromInclusion(
        leaf - 1,
        size,
        leaves[leaf - 1] as Uint8Array,
        proof.map(hex),
      );
      expect(Buffer.from(root as Uint8Array).toString("hex")).toBe(ROOTS[size]);
    },
  );

  it("of every leaf in every size holds, and of no other place", () => {
    for (let size = 1; size <= 8; size++) {
      for (let at = 0; at < size; at++) {
        const proof = tree.inclusionProof(at, size);
        for (let place = -1; place <= size; place++) {
          const root = rootFromInclusion(place, size, leaves[at] as Uint8Array, proof);
          expect(root !== null && sameHash(root, tree.root(size))).toBe(place === at);
        }
      }
    }
  });

  it("fails with a hash too many, too few or changed", () => {
    for (const { leaf, size, proof } of INCLUSION.filter(
      (vector) => vector.proof.length > 0,
    )) {
      const path = proof.map(hex);
      for (const wrong of spoiled(path)) {
        const root = rootFromInclusion(
          leaf - 1,
          size,
          leaves[leaf - 1] as Uint8Array,
          wrong,
        );
        expect(root !== null && sameHash(root, tree.root(size))).toBe(false);
      }
    }
  });
});

describe("consistency", () => {
  it.each(CONSISTENCY)("of $from and $to is proven as published", ({ from, to, proof }) => {
    expect(
      tree.consistencyProof(from, to).map((h) => Buffer.from(h).toString("hex")),
    ).toEqual(proof);
    expect(isConsistent(head(from), head(to), proof.map(hex))).toBe(true);
  });

  it("of all sizes holds with its proof, and with no other", () => {
    for (let from = 1; from <= 8; from++) {
      for (let to = from; to <= 8; to++) {
        const proof = tree.consistencyProof(from, to);
        expect(isConsistent(head(from), head(to), proof)).toBe(true);
        expect(
          isConsistent({ ...head(from), root: leafHash(hex("ff")) }, head(to), proof),
        ).toBe(false);
        expect(
          isConsistent(head(from), { ...head(to), root: leafHash(hex("ff")) }, proof),
        ).toBe(false);
        for (const wrong of spoiled(proof)) {
          expect(isConsistent(head(from), head(to), wrong)).toBe(false);
        }
      }
    }
  });

  it("never goes back in time", () => {
    expect(isConsistent(head(8), head(6), tree.consistencyProof(6, 8))).toBe(false);
  });
});

const head = (size: number) => ({ size, root: tree.root(size) });

/** The proof with something wrong in it, in each way. */
function spoiled(proof: readonly Uint8Array[]): Uint8Array[][] {
  const extra = leafHash(hex("ee"));
  return [
    [...proof, extra],
    [extra, ...proof],
    ...proof.map((_, i) => proof.filter((__, j) => i !== j)),
    ...proof.map((_, i) =>
      proof.map((hash, j) =>
        i === j ? hash.map((byte, k) => (k === 0 ? byte ^ 8 : byte)) : hash,
      ),
    ),
  ];
}
