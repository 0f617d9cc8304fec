/** Emergency overrides of a drawn production: who asked for what, in which state, how long yet. */
import fc from "fast-check";
import { type Dice, diceOf } from "../dice.ts";
import {
  type Access,
  type Code,
  type CostWorld,
  drawCosts,
  type Policy,
} from "./productions.ts";

/** The states of an override (F41). */
export const STATES = [
  "Requested",
  "Granted",
  "Active",
  "Expired",
  "Completed",
  "Failed",
  "Revoked",
] as const;
export type State = (typeof STATES)[number];

/** The reserves of the production, one on each side of the line and one in a department. */
export const RESERVES: readonly Code[] = (
  [
    ["1990", "above_line"],
    ["6901", "below_line"],
    ["6902", "below_line"],
  ] as const
).map(([code, category]) => ({ code, parent: null, category, agreement: null }));

/** How long every window is, and how long a request waits, in seconds. */
export const WINDOW = 3_600;
export const WAIT = 86_400;
/** What every override may spend and move, each in all; a cost and a move are of one. */
export const MOST = 10;

export interface Override {
  /** The code for which, with all below it, it counts. */
  code: string;
  /** The number of the person who asked. */
  requester: number;
  state: State;
  /** Whether the request names the guild's approval. */
  guild: boolean;
  /** Seconds until the end of its window, or of the wait of a request. Never twice the same. */
  left: number;
  spent: number;
  moved: number;
  /** The code of the reserve that it names. */
  reserve: string;
}

/** A production with its overrides. */
export interface OverrideWorld {
  costs: CostWorld;
  overrides: Override[];
  /** The designated executive producer: one of the people, else Eve, who is none of them. */
  executive: number | null;
}

/** Moments at the beginning of a window, in it, and about its end. */
const MOMENTS = [WINDOW, 1_800, 900, 1, 0, -1];

/** What acts more often than what is over. */
const OFTEN: State[] = [
  ...Array.from({ length: 12 }, () => "Active" as const),
  ...["Requested" as const, "Requested" as const, "Granted" as const],
  ...STATES,
];

function drawOverride(dice: Dice, world: CostWorld, left: number): Override {
  const { chance, pick } = dice;
  const state = pick(OFTEN);
  const used = () =>
    ["Requested", "Granted"].includes(state) ? 0 : pick([0, 0, MOST - 1, MOST - 0.5, MOST]);
  return {
    code: chance(60) ? pick(["3300", "3300", "3302"]) : pick(world.codes).code,
    // Several of one person are what it is about.
    requester: chance(60) ? 0 : pick([...world.people.keys()]),
    state,
    guild: chance(50),
    // No window expires before its end.
    left: state === "Expired" ? left - WINDOW - 1 : left,
    spent: used(),
    moved: used(),
    reserve: pick(RESERVES).code,
  };
}

/** What matters to overrides, added to what somebody holds. */
function withKeys(dice: Dice, accesses: Access[]): Access[] {
  const { chance, pick } = dice;
  const place = () => pick(["Alpha", "Alpha", "Camera", "Grip"] as const);
  const given = (
    percent: number,
    kind: "role" | "key" | "denial",
    names: string[],
  ): Access[] => (chance(percent) ? [{ kind, name: pick(names), place: place() }] : []);
  return [
    // Who signs everywhere needs no override.
    ...(chance(40) ? accesses : []),
    ...given(70, "role", ["line_producer", "line_producer", "line_producer", "deputy"]),
    ...given(80, "key", ["override:request"]),
    ...given(30, "key", ["override:authorize", "override:view"]),
    ...given(30, "key", ["budget:edit:assigned", "transaction:view:assigned"]),
    ...given(25, "denial", ["override:request", "override:view", "override:authorize"]),
    ...given(15, "denial", ["override:request"]),
  ];
}

/** Policies with some by which a line producer has to ask for an override. */
function withDenials(policies: Policy[]): Policy[] {
  const denials = ["2501", "3300", "6900"].map((prefix) => ({
    role: "line_producer",
    prefix,
    category: "below_line" as const,
    agreement: null,
    phase: null,
    guild: false,
    edit: false,
    ships: false,
  }));
  const isDenied = ({ role, prefix, agreement, phase }: Policy) =>
    role === "line_producer" &&
    denials.some((each) => each.prefix === prefix) &&
    agreement === null &&
    phase === null;
  return [...denials, ...policies.filter((policy) => !isDenied(policy))];
}

/** Two of one person about one code, of which the first is used up. */
function usedUp(overrides: Override[]): void {
  const [first, second] = overrides;
  if (!first || !second) return;
  Object.assign(first, { state: "Active", left: 700, spent: MOST });
  const { code, requester, guild } = first;
  Object.assign(second, { code, requester, guild, state: "Active", left: 800, spent: 0 });
}

/** Two of one person in two branches, neither of which lifts a move between them. */
function inTwoBranches(overrides: Override[]): void {
  const [first, second] = overrides;
  if (!first || !second) return;
  Object.assign(first, { code: "2501", state: "Active", left: 600, moved: 0 });
  const { requester } = first;
  Object.assign(second, { code: "3300", requester, state: "Active", left: 500, moved: 0 });
}

/** One that waits, and somebody who holds the key that authorizes it and is not named. */
function unnamed(costs: CostWorld, override: Override | undefined, person: number): void {
  for (const name of ["override:authorize", "override:view"])
    costs.people[person]?.push({ kind: "key", name, place: "Alpha" });
  if (!override) return;
  const requester = (person + 1) % costs.people.length;
  Object.assign(override, { requester, state: "Requested", spent: 0, moved: 0 });
}

/** One production with overrides, drawn at random. */
function drawOverrides(gen: fc.GeneratorValue): OverrideWorld {
  const dice = diceOf(gen);
  const { between, chance, pick } = dice;
  const drawn = drawCosts(gen);
  const costs = {
    ...drawn,
    policies: chance(70) ? withDenials(drawn.policies) : drawn.policies,
    prefixes: {
      ...drawn.prefixes,
      "3310": "Grip" as const,
      ...(chance(50) ? { "6902": "Grip" as const } : {}),
    },
    people: drawn.people.slice(0, 3).map((accesses) => withKeys(dice, accesses)),
  };
  const moments = [...MOMENTS];
  const overrides = Array.from({ length: between(2, 5) }, () => {
    const left = pick(moments);
    moments.splice(moments.indexOf(left), 1);
    return drawOverride(dice, costs, left);
  });
  const shape = between(1, 10);
  if (shape <= 3) usedUp(overrides);
  if (shape > 8) inTwoBranches(overrides);
  const executive = chance(70) ? pick([...costs.people.keys()]) : null;
  // Being named is not enough.
  if (executive !== null && chance(70))
    costs.people[executive]?.push({
      kind: "key",
      name: "override:authorize",
      place: "Alpha",
    });
  const other = pick([...costs.people.keys()]);
  if (other !== executive && chance(50)) unnamed(costs, overrides[2], other);
  return { costs, overrides, executive };
}

/** Random productions with overrides, the same ones for the same seed. */
export const overrideWorlds = (count: number, seed: number): OverrideWorld[] =>
  fc.sample(fc.gen().map(drawOverrides), { numRuns: count, seed });
