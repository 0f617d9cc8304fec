/** What is done under an override and with it, each with what comes of it by the contract. */
import { idOfOverride } from "./override_staging.ts";
import { type Override, type OverrideWorld, RESERVES } from "./override_worlds.ts";
import type { Code } from "./productions.ts";
import {
  giving,
  liftedLevel,
  type Meeting,
  moving,
  paying,
  STEPS,
  stepping,
  sweeping,
  writes,
} from "./overrides.ts";

/** Something that somebody does, what is looked at then, and what is to be seen. */
export interface Question {
  about: string;
  person: string;
  call: string;
  /** Sees what the call answered as $1. */
  look: string;
  expected: string;
  /** The codes of refusals, one of which is answered instead. */
  refusals?: string[];
}

const REFUSALS = ["42501", "PT404", "23514"];
/** Of all pairs of codes so many are asked about. */
const BETWEEN = 12;

/** Signing every cost. */
export const signings = (meeting: Meeting): Question[] =>
  meeting.world.costs.codes.map((code) => ({
    ...spending(meeting, paying(meeting, code) ?? "refused", "spent"),
    about: `approve_transaction ${code.code}`,
    call: `select public.approve_transaction(md5('cost ${code.code}')::uuid)`,
  }));

/** Money out of reserves: of the one that an override names, and of another. */
export function moves(meeting: Meeting): Question[] {
  const { world, person } = meeting;
  const { codes } = world.costs;
  const asked = world.overrides.flatMap((override) => {
    const near = codes.filter(
      ({ code, parent }) =>
        code === override.code ||
        (override.requester === person && parent === override.code),
    );
    return near.flatMap((code) => RESERVES.map((reserve) => ({ reserve, code })));
  });
  return asked
    .filter(({ reserve, code }, at) => {
      const first = asked.findIndex(
        (each) => each.reserve === reserve && each.code === code,
      );
      return first === at;
    })
    .map(({ reserve, code }) => ({
      ...spending(meeting, giving(meeting, reserve, code) ?? "refused", "moved"),
      about: `reallocate_budget ${reserve.code} ${code.code}`,
      call: `select public.reallocate_budget(md5('line ${reserve.code}')::uuid,
               md5('line ${code.code}')::uuid, 1, 'Storm')`,
    }));
}

/** Money between accounts: of what an override lifts, and of what is beside it. */
export function movesBetween(meeting: Meeting): Question[] {
  const { codes } = meeting.world.costs;
  const isLifted = (code: Code) => liftedLevel(meeting, code).by !== null;
  return codes
    .flatMap((from) => codes.map((to) => [from, to] as const))
    .map(([from, to]) => ({ from, to, lifted: [from, to].filter(isLifted).length }))
    .filter(({ from, to, lifted }) => from !== to && lifted > 0)
    .toSorted((one, other) => other.lifted - one.lifted)
    .slice(0, BETWEEN)
    .map(({ from, to }) => ({
      ...spending(meeting, moving(meeting, from, to), "moved"),
      about: `reallocate_budget ${from.code} ${to.code}`,
      call: `select public.reallocate_budget(md5('line ${from.code}')::uuid,
               md5('line ${to.code}')::uuid, 1, 'Storm')`,
    }));
}

/** What is written while the key is held, and committed when it is lost (F118). */
export function holding(meeting: Meeting): Question[] {
  const { person, world } = meeting;
  return (
    world.costs.codes
      .filter((code) => writes(meeting, code, "budget_lines"))
      // Whatever an override lifts, and one code that it does not.
      .filter((code, at) => at === 0 || liftedLevel(meeting, code).by !== null)
      .map((code) => ({
        about: `commit ${code.code}`,
        person: `person ${person}`,
        call: `update public.budget_lines set note = 'tried'
             where cost_code_id = md5('${code.code}')::uuid returning id`,
        look: `
        with lost as materialized (
          select tests.deny('person ${person}', 'Alpha', 'override:request') as id)
        select 'kept' || tests.flush()::text from lost`,
        expected: "kept",
        ...(liftedLevel(meeting, code).by === null ? {} : { refusals: ["42501"] }),
      }))
  );
}

/** What is left of all overrides once one of them has paid or given one, or none had to. */
function spending(
  { world, person }: Meeting,
  by: Override | null | "refused",
  kind: "spent" | "moved",
) {
  return {
    person: `person ${person}`,
    look: `select string_agg(concat_ws('/', o.id, o.spent::float8, o.moved::float8), ' ' order by o.id)
           from public.emergency_overrides as o`,
    expected: world.overrides
      .map((each) => (each === by ? { ...each, [kind]: each[kind] + 1 } : each))
      .map(({ spent, moved }, number) => `${idOfOverride(number)}/${spent}/${moved}`)
      .join(" "),
    ...(by === "refused" ? { refusals: REFUSALS } : {}),
  };
}

/** The states that are recorded after an event, of one override. */
const trail = (number: number, lastEvent: string): string => `
  select string_agg(q.after ->> 'status', ' ' order by q.id)
  from stagedoor.event_queue as q
  where q.id > ${lastEvent} and q.override_id = '${idOfOverride(number)}'`;

export function steps(
  meeting: Meeting,
  override: Override,
  number: number,
  lastEvent: string,
): Question[] {
  return STEPS.map((step) => {
    const stepped = stepping(meeting, step, override);
    return {
      about: `${step} of ${override.state}`,
      person: `person ${meeting.person}`,
      call: `select public.${step}_override('${idOfOverride(number)}'${
        { fail: ", 'Rain'", revoke: ", 'Calm'" }[step as string] ?? ""
      })`,
      look: trail(number, lastEvent),
      expected: "",
      ...("refusals" in stepped ? stepped : { expected: stepped.states }),
    };
  });
}

/** What the service records of what is over. */
export const sweeps = (world: OverrideWorld, lastEvent: string): Question[] =>
  world.overrides.map((override, number) => ({
    about: `expire_overrides of ${override.state}`,
    person: "service",
    call: "select public.expire_overrides()",
    look: trail(number, lastEvent),
    expected: sweeping(override),
  }));
