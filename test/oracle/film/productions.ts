/** Productions of the film part, drawn at random: a chart, its policies and who holds what. */
import fc from "fast-check";
import { diceOf } from "../dice.ts";

/** The phases of a production, in the order in which most pass through them. */
export const PHASES = [
  "development",
  "prep",
  "principal_photography",
  "wrap",
  "post",
] as const;
export type Phase = (typeof PHASES)[number];
export type Place = "Alpha" | "Camera" | "Grip";
export type Level = "approve" | "read" | "denied";

export interface Code {
  code: string;
  /** The code above it. */
  parent: string | null;
  category: "above_line" | "below_line";
  agreement: string | null;
}
export interface Policy {
  role: string;
  prefix: string | null;
  category: Code["category"];
  agreement: string | null;
  phase: Phase | null;
  guild: boolean;
  edit: boolean;
  /** It comes with the part, and a production's own stand before it. */
  ships: boolean;
}
/** A role, a key or the denial of a key, at a place; or a signature that somebody delegates. */
export type Access =
  | { kind: "role" | "key" | "denial"; name: string; place: Place }
  | { kind: "delegated"; name: "lin" | "sarah"; place: "Alpha" };

/** A production, its chart, its policies and who holds what there. */
export interface CostWorld {
  codes: Code[];
  /** Which department a prefix belongs to. */
  prefixes: Record<string, Exclude<Place, "Alpha">>;
  policies: Policy[];
  people: Access[][];
}

/** The policies that come with the part. */
export const SHIPPED: Policy[] = (["above_line", "below_line"] as const).map(
  (category) => ({
    role: "line_producer",
    prefix: null,
    category,
    agreement: null,
    phase: null,
    guild: category === "above_line",
    edit: category === "below_line",
    ships: true,
  }),
);
/** The roles of a production; the last two are its own. */
export const ROLES = [
  "producer",
  "line_producer",
  "production_accountant",
  "coordinator",
  "department_head",
  "crew_member",
  "executive_producer",
  "unit_manager",
  "deputy",
];
const KEYS = [
  "cost:approve",
  "transaction:approve",
  "budget:view:assigned",
  "budget:edit:assigned",
  "transaction:view:assigned",
];
/** Roles that others take in. */
export const INCLUDES: Record<string, string[]> = { deputy: ["line_producer"] };

/** One production, drawn at random. */
export function drawCosts(gen: fc.GeneratorValue): CostWorld {
  const { chance, pick, many } = diceOf(gen);
  const agreement = () => pick([null, null, "IATSE-600", "IATSE-80"]);
  const below = (code: string, parent: string | null): Code => ({
    code,
    parent,
    category: "below_line",
    agreement: agreement(),
  });
  const drawn = many(0, 9, () => ({
    role: pick(["line_producer", "line_producer", "unit_manager", "producer", "deputy"]),
    prefix: pick([null, "1401", "2501", "3300", "3300", "3302", "3302", "3310"]),
    category: pick(["above_line", "below_line", "below_line"] as const),
    agreement: agreement(),
    phase: pick([null, null, null, ...PHASES.slice(1, 3)]),
    guild: chance(50),
    edit: chance(50),
    ships: false,
  }));
  // Two that say different things of one branch are rare otherwise.
  const edit = chance(50);
  const branch = ["3300", "3302"].map((prefix, index) => ({
    role: "line_producer",
    prefix,
    category: "below_line" as const,
    agreement: null,
    phase: null,
    guild: false,
    edit: index === 0 ? edit : !edit,
    ships: false,
  }));
  const policies: Policy[] = chance(50) ? [...branch, ...drawn] : drawn;
  const kindOf = (policy: Policy) =>
    [policy.role, policy.prefix, policy.category, policy.agreement, policy.phase].join();
  return {
    codes: [
      { code: "1401", parent: null, category: "above_line", agreement: agreement() },
      { code: "1401-1", parent: "1401", category: "above_line", agreement: agreement() },
      below("2501", null),
      below("3300", null),
      below("3302", "3300"),
      below("3302-01", "3302"),
      below("3310", "3300"),
      below("6900", null),
    ],
    prefixes: {
      "3300": "Camera",
      "2501": "Grip",
      ...(chance(50) ? { "3310": "Grip" } : {}),
    },
    policies: policies.filter(
      (policy, index) =>
        policies.findIndex((other) => kindOf(other) === kindOf(policy)) === index,
    ),
    people: many(4, 6, () =>
      many(1, 3, (): Access => {
        const place = pick(["Alpha", "Alpha", "Camera", "Grip"] as const);
        const kind = pick(["role", "role", "role", "key", "denial", "delegated"] as const);
        if (kind === "delegated") {
          return { kind: "delegated", name: pick(["lin", "sarah"]), place: "Alpha" };
        }
        // What is about the rules of costs more often than the rest.
        const names = {
          role: ["line_producer", "line_producer", "unit_manager", ...ROLES],
          key: KEYS,
          denial: ["cost:approve", "cost:approve", "cost:approve", ...KEYS],
        };
        return { kind, name: pick(names[kind]), place };
      }),
    ),
  };
}

/** Random productions, the same ones for the same seed. */
export const costWorlds = (count: number, seed: number): CostWorld[] =>
  fc.sample(fc.gen().map(drawCosts), { numRuns: count, seed });
