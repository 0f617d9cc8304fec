/** Dice for drawing worlds, and the ids that things in them get. */
import fc from "fast-check";

const KINDS = [
  "scope",
  "account",
  "role",
  "access",
  "session",
  "elevation",
  "item",
  "row",
  "separation",
  "alert",
  "event",
];

/** Readable in a printed failure: the kind and the number stand in the last group. */
export const idOf = (kind: string, index: number): string => {
  const place = String(KINDS.indexOf(kind) + 1).padStart(4, "0");
  return `0a0a0a0a-0000-4000-8000-${place}${String(index).padStart(8, "0")}`;
};

/** A well-formed id of a scope that never exists. */
export const NOWHERE = idOf("scope", 99_999_999);

const upTo = (max: number) => fc.noBias(fc.nat({ max }));

/** The dice of one world. */
export const diceOf = (gen: fc.GeneratorValue) => {
  const number = (max: number): number => gen(upTo, max);
  const between = (least: number, most: number): number => least + number(most - least);
  const chance = (percent: number): boolean => number(99) < percent;
  const pick = <T>(from: readonly T[]): T => {
    const picked = from[number(from.length - 1)];
    if (picked === undefined) throw new Error("nothing to pick from");
    return picked;
  };
  const many = <T>(least: number, most: number, make: (index: number) => T): T[] =>
    Array.from({ length: between(least, most) }, (_, index) => make(index));
  return { between, chance, pick, many };
};

export type Dice = ReturnType<typeof diceOf>;
