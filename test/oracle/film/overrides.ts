/**
 * The contract on emergency overrides: what they lift, what they pay, and which steps they take
 * (F40 to F43, F112).
 */
import { costLevel, holds, type Keys, pathOf, placeOf } from "./levels.ts";
import { MOST, type Override, type OverrideWorld, RESERVES } from "./override_worlds.ts";
import type { Code, Level, Phase } from "./productions.ts";

/** A production with overrides at a moment, as somebody in it meets it. */
export interface Meeting {
  world: OverrideWorld;
  keys: Keys;
  phase: Phase;
  person: number;
}

const codeOf = ({ costs }: OverrideWorld, wanted: string): Code => {
  const code = [...costs.codes, ...RESERVES].find((each) => each.code === wanted);
  if (!code) throw new Error(`no code ${wanted}`);
  return code;
};

/** Whether the person holds a key where a code belongs. */
function may({ world, keys, person }: Meeting, key: string, code: Code): boolean {
  const accesses = world.costs.people[person] ?? [];
  return holds(keys, accesses, placeOf(world.costs, code), key);
}

/** Whether the person has an access where a code belongs, above or below. */
function isMember({ world, person }: Meeting, code: Code): boolean {
  const place = placeOf(world.costs, code);
  return (world.costs.people[person] ?? []).some(
    (access) => place === "Alpha" || [place, "Alpha"].includes(access.place),
  );
}

const isRunning = ({ state, left }: Override): boolean => state === "Active" && left > 0;

/**
 * The overrides that act for the person at a code, best first: while Active and in the window,
 * for its requester alone, at its code and below, above the line with the guild only, and while
 * the key is held there. The deepest comes first, then the one that ends first.
 */
export function covering(meeting: Meeting, code: Code): Override[] {
  const { world, person } = meeting;
  const path = pathOf(world.costs, code).map((each) => each.code);
  return world.overrides
    .filter(
      (each) =>
        isRunning(each) &&
        each.requester === person &&
        path.includes(each.code) &&
        (code.category === "below_line" || each.guild) &&
        may(meeting, "override:request", codeOf(world, each.code)) &&
        may(meeting, "override:request", code),
    )
    .toSorted(
      (one, other) =>
        path.indexOf(other.code) - path.indexOf(one.code) || one.left - other.left,
    );
}

/** What `get_cost_access` has to answer: the level, and the override that lifts to it. */
export function liftedLevel(
  meeting: Meeting,
  code: Code,
): { level: Level; by: Override | null } {
  const { world, keys, phase, person } = meeting;
  const level = costLevel(world.costs, keys, world.costs.people[person] ?? [], code, phase);
  const by = covering(meeting, code)[0] ?? null;
  return level === "approve" || by === null
    ? { level, by: null }
    : { level: "approve", by };
}

/** Which keys each table asks for beside the answer `approve`. */
const ASKS = {
  budget_lines: ["budget:edit:assigned", "budget:view:assigned"],
  cost_transactions: ["transaction:view:assigned"],
};

/** Whether row-level security lets the person write a row of a code. */
export const writes = (meeting: Meeting, code: Code, table: keyof typeof ASKS): boolean =>
  liftedLevel(meeting, code).level === "approve" &&
  ASKS[table].every((key) => may(meeting, key, code));

/** Who pays when the person signs a cost of one; null where they may not. */
export function paying(meeting: Meeting, code: Code): Override | null {
  if (!may(meeting, "cost:approve", code)) return null;
  if (liftedLevel(meeting, code).level !== "approve") return null;
  // Nobody in these worlds has a spending authority.
  return covering(meeting, code).find(({ spent }) => MOST - spent >= 1) ?? null;
}

/** What is debited when the person moves one out of a reserve; null where they may not. */
export function giving(meeting: Meeting, reserve: Code, code: Code): Override | null {
  // What is not seen does not exist.
  for (const key of ["budget:view:assigned", "budget:edit:assigned"])
    if (![reserve, code].every((side) => may(meeting, key, side))) return null;
  if (!may(meeting, "cost:approve", code)) return null;
  return (
    covering(meeting, code).find(
      (each) => each.reserve === reserve.code && MOST - each.moved >= 1,
    ) ?? null
  );
}

/**
 * What is debited when the person moves one between two accounts: null where nothing has to be
 * lifted, "refused" where they may not. One override lifts both ends (F119).
 */
export function moving(
  meeting: Meeting,
  from: Code,
  to: Code,
): Override | null | "refused" {
  const { world, keys, phase, person } = meeting;
  const ends = [from, to];
  const needed = ["budget:view:assigned", "budget:edit:assigned", "cost:approve"];
  if (!ends.every((end) => needed.every((key) => may(meeting, key, end)))) return "refused";
  if (from.category !== to.category) return "refused";
  const accesses = world.costs.people[person] ?? [];
  // Whoever only posts approves, too, and moves nothing by that.
  const lifted = ends.filter(
    (end) =>
      costLevel(world.costs, keys, accesses, end, phase, ["cost:approve"]) !== "approve",
  );
  const last = lifted.at(-1);
  if (!last) return null;
  return (
    covering(meeting, last).find(
      (each) =>
        lifted.every((end) => covering(meeting, end).includes(each)) &&
        MOST - each.moved >= 1,
    ) ?? "refused"
  );
}

/** Whether the person sees an override. */
export const sees = (meeting: Meeting, override: Override): boolean =>
  may(meeting, "override:view", codeOf(meeting.world, override.code));

export const STEPS = ["authorize", "start", "complete", "fail", "revoke"] as const;
export type Step = (typeof STEPS)[number];

/** What a step answers: the states that it records, or every refusal of which one is given. */
export type Stepped = { states: string } | { refusals: string[] };

/** What somebody who takes a step with an override meets. */
export function stepping(meeting: Meeting, step: Step, override: Override): Stepped {
  const { world, person } = meeting;
  const code = codeOf(world, override.code);
  const isRequester = override.requester === person;
  const isExecutive = world.executive === person;
  // Who asked for it knows of it, whatever they have lost since.
  if (!sees(meeting, override) && !(isRequester && isMember(meeting, code)))
    return { refusals: ["PT404"] };

  const isOpen = override.left > 0;
  const { state } = override;
  const rule = {
    authorize: {
      who: isExecutive && may(meeting, "override:authorize", code),
      when: state === "Requested" && isOpen && !isRequester,
      states: "Granted",
    },
    start: {
      who: isRequester && may(meeting, "override:request", code),
      when: state === "Granted" && isOpen,
      states: "Active",
    },
    complete: {
      who: isRequester,
      when: state === "Active" && isOpen,
      states: "Completed Revoked",
    },
    fail: { who: isRequester, when: state === "Active", states: ending(override) },
    // A second time it is no refusal and records nothing.
    revoke: { who: isRequester || isExecutive, when: true, states: ending(override) },
  }[step];
  const refusals = [rule.who ? "" : "42501", rule.when ? "" : "23514"].filter(Boolean);
  return refusals.length > 0 ? { refusals } : { states: rule.states };
}

/** How one ends early: as failed, behind its window as expired; it is always revoked. */
function ending({ state, left }: Override): string {
  if (state === "Revoked") return "";
  if (state !== "Active") return "Revoked";
  return left > 0 ? "Failed Revoked" : "Expired Revoked";
}

/** What the sweep records: what is over, and an end that is not revoked yet. */
export function sweeping(override: Override): string {
  const hasEnded = ["Expired", "Completed", "Failed"].includes(override.state);
  return hasEnded || override.left <= 0 ? ending(override) : "";
}
