/** How a relationship between a manager and crew comes about and ends (F67). */
import type { Person } from "./companies.ts";
import type { Dice } from "./dice.ts";

/** What a side does about a relationship, by the calls; or the owner of the database, by hand. */
export type Act =
  | { by: "manager"; does: "ask" | "off" | "on" | "remove" }
  | { by: "crew"; does: "accept" | "off" | "on" }
  | { by: "database"; does: "forge" };

export interface Relation {
  manager: number;
  crew: number;
  /** What happens before anything is made, and after. */
  before: Act[];
  after: Act[];
}

/** Where a relationship stands. */
export interface Standing {
  exists: boolean;
  accepted: boolean;
  managerLeft: boolean;
  crewLeft: boolean;
}

/** What a relationship depends on: who made which guest. */
type People = { people: Person[] };

export const NOTHING: Standing = {
  exists: false,
  accepted: false,
  managerLeft: false,
  crewLeft: false,
};

/** Whether the crew agreed: by themselves, or as a guest whom the manager made. */
export function isAgreed(
  company: People,
  { manager, crew }: Pick<Relation, "manager" | "crew">,
  standing: Standing,
): boolean {
  const person = company.people[crew];
  return person?.fate === "guest" ? person.madeBy === manager : standing.accepted;
}

/** Whether a relationship is active: both sides want it. */
export const isActive = (
  company: People,
  relation: Pick<Relation, "manager" | "crew">,
  standing: Standing,
): boolean =>
  standing.exists &&
  isAgreed(company, relation, standing) &&
  !standing.managerLeft &&
  !standing.crewLeft;

/** Where an act leads, and what it answers: ok, or the code of the refusal. */
export function step(
  company: People,
  relation: Pick<Relation, "manager" | "crew">,
  now: Standing,
  act: Act,
): { now: Standing; answer: string } {
  const refused = (answer: string) => ({ now, answer });
  const then = (change: Partial<Standing>) => ({
    now: { ...now, ...change },
    answer: "ok",
  });
  const crew = company.people[relation.crew];
  switch (`${act.by} ${act.does}`) {
    case "database forge":
      // Only a verified account manages.
      return company.people[relation.manager]?.fate === "guest"
        ? refused("refused")
        : then({ exists: true });
    case "manager ask":
      if (crew?.fate === "guest" && crew.madeBy !== relation.manager)
        return refused("PT404");
      // Whoever has left, or said no, is asked anew.
      return then({
        exists: true,
        managerLeft: false,
        ...(now.crewLeft ? { accepted: false, crewLeft: false } : {}),
      });
    default:
  }
  if (!now.exists) return refused("PT404");
  switch (`${act.by} ${act.does}`) {
    case "manager remove":
      return { now: NOTHING, answer: "ok" };
    case "manager off":
      return then({ managerLeft: true });
    case "crew off":
      return then({ crewLeft: true });
    case "manager on":
      if (!isAgreed(company, relation, now) || now.crewLeft) return refused("23514");
      return then({ managerLeft: false });
    case "crew accept":
      return now.managerLeft ? refused("23514") : then({ accepted: true, crewLeft: false });
    default:
      return now.managerLeft ? refused("23514") : then({ crewLeft: false });
  }
}

/** Where acts lead one after the other. */
export const standingAfter = (company: People, relation: Relation, acts: Act[]): Standing =>
  acts.reduce((now, act) => step(company, relation, now, act).now, NOTHING);

const ASKED: Act = { by: "manager", does: "ask" };
const ACCEPTED: Act = { by: "crew", does: "accept" };
const FORGED: Act = { by: "database", does: "forge" };

/** What two people do about each other, at random. */
export function drawRelation(
  { chance, pick, many }: Dice,
  people: Person[],
  manager: number,
  crew: number,
): Relation {
  const pair = { manager, crew };
  const one = people[manager];
  const other = people[crew];
  // Guests can do nothing, so a row that says otherwise is a forged one.
  if (one?.fate === "guest") return { ...pair, before: [FORGED], after: [] };
  const isGuest = other?.fate === "guest";
  const any = (): Act =>
    pick<Act>([
      ASKED,
      ASKED,
      { by: "manager", does: "off" },
      { by: "manager", does: "on" },
      { by: "manager", does: "remove" },
      FORGED,
      ...(isGuest
        ? []
        : ([
            ACCEPTED,
            ACCEPTED,
            { by: "crew", does: "off" },
            { by: "crew", does: "on" },
          ] as Act[])),
    ]);
  const whole: Act[] = isGuest ? [ASKED] : [ASKED, ACCEPTED];
  const before = chance(75) ? whole : many(0, 4, any);
  const after = chance(55) ? [] : many(1, 3, any);
  // Whether crew switch on what they never accepted is nowhere said.
  let now = NOTHING;
  const clear = (act: Act): boolean => {
    if (act.by === "crew" && act.does === "on" && !now.accepted) return false;
    now = step({ people }, pair, now, act).now;
    return true;
  };
  return { ...pair, before: before.filter(clear), after: after.filter(clear) };
}
