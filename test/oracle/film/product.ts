/**
 * Every policy that a production can have: prefix by category by agreement by phase by what it
 * lets do, each about codes of its own (F28, F31, F32). Small enough to be asked whole.
 */
import fc from "fast-check";
import { costLevel, holds, type Keys } from "./levels.ts";
import {
  type Access,
  type Code,
  type CostWorld,
  type Phase,
  PHASES,
  type Policy,
  ROLES,
} from "./productions.ts";

/** The agreement of every second code, and another one. */
const OURS = "IATSE-600";
const THEIRS = "IATSE-80";

const held = (kind: "role" | "key" | "denial", name: string): Access => ({
  kind,
  name,
  place: "Alpha",
});

/** Who asks in every production: each role alone, keys, a delegation, and roles beside something. */
export const PEOPLE: readonly Access[][] = [
  ...ROLES.map((role) => [held("role", role)]),
  [held("key", "cost:approve"), held("key", "budget:edit:assigned")],
  [{ kind: "delegated", name: "lin", place: "Alpha" }],
  [held("role", "line_producer"), held("denial", "cost:approve")],
  [held("role", "line_producer"), held("role", "production_accountant")],
];

/** Which roles a policy binds: all but one, which includes one that is bound. */
const BOUND = ROLES.filter((role) => role !== "deputy");

/** One policy, whose prefix is that of a code, of the code above it, of none, or any. */
type Saying = Omit<Policy, "role" | "ships" | "prefix"> & {
  prefix: "own" | "above" | "other" | "any";
};

const BOOLEANS = [false, true];
const SAYINGS: readonly Saying[] = (["own", "above", "other", "any"] as const).flatMap(
  (prefix) =>
    (["above_line", "below_line"] as const).flatMap((category) =>
      [null, OURS, THEIRS].flatMap((agreement) =>
        [null, ...PHASES].flatMap((phase) =>
          BOOLEANS.flatMap((guild) =>
            BOOLEANS.map((edit) => ({ prefix, category, agreement, phase, guild, edit })),
          ),
        ),
      ),
    ),
);

/** How many different policies there are. */
export const POLICIES = SAYINGS.length;

/** A code and one under an agreement, both below a third. */
const branch = (category: Code["category"], number: number): [string, string, Code[]] => {
  const above = String(1_000 + 2 * number);
  const own = String(1_001 + 2 * number);
  const code = { parent: above, category, agreement: null };
  return [
    above,
    own,
    [
      { ...code, code: above, parent: null },
      { ...code, code: own },
      { ...code, code: `${own}-A`, agreement: OURS },
    ],
  ];
};

const bind = (saying: Omit<Policy, "role" | "ships">): Policy[] =>
  BOUND.map((role) => ({ ...saying, role, ships: false }));

/** A production in which each policy is about a branch of its own. */
function branches(sayings: readonly Saying[]): CostWorld {
  const made = sayings.map((saying, number) => {
    const [above, own, codes] = branch(saying.category, number);
    const prefix = { own, above, other: String(9_000 + number), any: null }[saying.prefix];
    return { codes, policies: bind({ ...saying, prefix }) };
  });
  return {
    codes: made.flatMap(({ codes }) => codes),
    prefixes: {},
    policies: made.flatMap(({ policies }) => policies),
    people: [...PEOPLE],
  };
}

/** How many branches one production has. */
const BRANCHES = 24;

/**
 * These policies in as few productions as they fit into: one that is about any code is alone on
 * its side of the line. The first production says nothing, so that what ships holds.
 */
function productionsOf(sayings: readonly Saying[]): CostWorld[] {
  const near = sayings.filter(({ prefix }) => prefix !== "any");
  const any = (category: Code["category"]) =>
    sayings.filter((each) => each.prefix === "any" && each.category === category);
  const [above, below] = [any("above_line"), any("below_line")];
  const silent = [branch("above_line", 0), branch("below_line", 1)];
  return [
    { ...branches([]), codes: silent.flatMap(([, , codes]) => codes) },
    ...Array.from({ length: Math.ceil(near.length / BRANCHES) }, (_, at) =>
      branches(near.slice(at * BRANCHES, (at + 1) * BRANCHES)),
    ),
    ...Array.from({ length: Math.max(above.length, below.length) }, (_, at) =>
      branches([above[at], below.at(-1 - at)].filter((each) => each !== undefined)),
    ),
  ];
}

/** All policies. */
export const wholeProduct = (): CostWorld[] => productionsOf(SAYINGS);

/** Some of them, the same for the same seed. */
export function someOfProduct(count: number, seed: number): CostWorld[] {
  const some = fc.shuffledSubarray([...SAYINGS], { minLength: count, maxLength: count });
  return productionsOf(fc.sample(some, { numRuns: 1, seed })[0] ?? []);
}

/** The codes that are asked about: all but those that others stand below. */
export const askedOf = ({ codes }: CostWorld): Code[] =>
  codes.filter(({ parent }) => parent !== null);

/** What a production has to answer somebody of one code, a letter each. */
export interface Cell {
  level: string;
  seesLine: string;
  seesCost: string;
  writesLine: string;
  writesCost: string;
  /** Whether a line may be entered, by its call. */
  entersLine: string;
}

/** What the contract says of a code. */
export function cellOf(
  world: CostWorld,
  keys: Keys,
  accesses: Access[],
  code: Code,
  phase: Phase,
): Cell {
  const may = (...asked: string[]) =>
    asked.every((key) => holds(keys, accesses, "Alpha", key));
  const mark = (isSo: boolean) => (isSo ? "x" : "-");
  const level = costLevel(world, keys, accesses, code, phase);
  const writes = level === "approve";
  return {
    level: level.slice(0, 1),
    seesLine: mark(may("budget:view:assigned")),
    seesCost: mark(may("transaction:view:assigned")),
    writesLine: mark(writes && may("budget:edit:assigned", "budget:view:assigned")),
    writesCost: mark(writes && may("transaction:view:assigned")),
    entersLine: mark(writes && may("budget:edit:assigned")),
  };
}
