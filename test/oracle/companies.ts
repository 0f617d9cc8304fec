/**
 * Random companies of a theatre: who is whose crew and how that came about, shows, scripts and
 * what is in them, who works where, what is delegated and shared, and what the engine grants.
 */
import fc from "fast-check";
import { type Dice, diceOf } from "./dice.ts";
import { drawRelation, isActive, type Relation, standingAfter } from "./relations.ts";

/** What has become of somebody's login by the time at which they ask. */
export type Fate = "live" | "ban over" | "banned" | "deleted" | "guest" | "app";

export interface Person {
  fate: Fate;
  /** Of a guest: who made them. */
  madeBy: number | null;
  /** The show that their requests name in x-project-id. */
  header: number | null;
}

/** Hours from the moment at which everybody is asked; null is open. */
export interface Window {
  from: number | null;
  until: number | null;
}

export interface Show {
  owner: number;
  /** It stands in the company that all may work in, not in its owner's own organization. */
  isCompanys: boolean;
  isArchived: boolean;
}

/** The first or the second of the departments of an owner. */
export type Department = 0 | 1;

export interface Element {
  type: "CUE" | "NOTE";
  department: Department | null;
  /** A further department that is called. */
  called: Department | null;
  isPrivate: boolean;
}

export interface Script {
  owner: number;
  audience: "crew" | "show" | "owner";
  shows: number[];
  elements: Element[];
}

export interface Assignment extends Window {
  show: number;
  person: number;
  department: Department | null;
}

export interface Delegation {
  script: number;
  crew: number;
  columns: string[];
  operations: string[];
  department: Department | null;
  until: number | null;
  /** By an empty list: that of its department, or all of this person in the script. */
  ended: "no" | "department" | "all";
}

export interface Share extends Window {
  script: number;
  person: number;
  types: Element["type"][];
  departments: Department[];
  isRevoked: boolean;
}

/** An access of the engine's own: at the company, a show, or a department that is in a show. */
export interface Access extends Window {
  person: number;
  kind: "role" | "key" | "denial";
  name: string;
  show: number | null;
  department: Department | null;
  isRevoked: boolean;
}

export interface Company {
  people: Person[];
  relations: Relation[];
  shows: Show[];
  scripts: Script[];
  assignments: Assignment[];
  delegations: Delegation[];
  shares: Share[];
  accesses: Access[];
}

const isVerified = ({ fate }: Person): boolean => fate !== "guest";

function drawPeople({ chance, pick, between }: Dice): Person[] {
  return Array.from({ length: 7 }, (_, index) => {
    const fates: Fate[] =
      index < 3
        ? ["live", "live", "live", "live", "ban over", "banned", "deleted", "app"]
        : ["live", "live", "live", "live", "banned", "deleted", "guest", "guest", "app"];
    const fate = pick(fates);
    return {
      fate,
      madeBy: fate === "guest" ? between(0, 2) : null,
      header: chance(35) ? between(0, 1) : null,
    };
  });
}

const HOURS = [null, null, null, -2, 0, 2];

/** A window that is one: its end, if it has one, comes after its start. */
function drawWindow({ pick }: Dice): Window {
  const from = pick(HOURS);
  const until = pick(HOURS);
  return from !== null && until !== null && until <= from
    ? { from, until: from + 2 }
    : { from, until };
}

function drawScript({ chance, pick, between, many }: Dice, shows: Show[]): Script {
  return {
    owner: between(0, 2),
    audience: pick(["crew", "crew", "show", "show", "owner"] as const),
    shows: shows.flatMap((_, index) => (chance(45) ? [index] : [])),
    elements: many(2, 5, (): Element => {
      const isPrivate = chance(25);
      return {
        type: isPrivate ? "NOTE" : pick(["CUE", "NOTE"] as const),
        department: pick([null, 0, 0, 1] as const),
        called: !isPrivate && chance(15) ? pick([0, 1] as const) : null,
        isPrivate,
      };
    }),
  };
}

/** One of each, by what makes it one. */
const onceEach = <T>(from: T[], keyOf: (item: T) => unknown): T[] => [
  ...new Map(from.map((item) => [JSON.stringify(keyOf(item)), item])).values(),
];

const COLUMNS = ["script_elements.text", "script_elements.notes", "scripts.notes"];

function drawDelegation({ chance, pick }: Dice, script: number, crew: number): Delegation {
  const department = pick([null, null, 0, 1] as const);
  const columns =
    // Of a script there are no departments.
    (department === null ? COLUMNS : COLUMNS.slice(0, 2)).filter(() => chance(60));
  return {
    script,
    crew,
    columns: columns.length > 0 ? columns : COLUMNS.slice(0, 1),
    operations:
      department === null
        ? ["update"]
        : pick([
            ["update"],
            ["update", "insert"],
            ["update", "delete"],
            ["insert"],
            ["delete"],
            ["update", "insert", "delete"],
          ]),
    department,
    until: pick([null, null, null, -2, 0, 2]),
    ended: pick(["no", "no", "no", "no", "department", "all"] as const),
  };
}

function drawAccess(dice: Dice, shows: Show[], assignments: Assignment[]): Access {
  const { pick, chance, between } = dice;
  const kind = pick(["role", "key", "key", "denial"] as const);
  const names = {
    role: ["coordinator", "department_head", "line_producer", "producer"],
    key: ["script:view", "script:view", "script:upload", "project:view:assigned"],
    denial: ["script:view", "script:view", "project:view:assigned", "script:upload"],
  };
  // A department is in a show only where somebody is assigned to it.
  const inDepartments = assignments.filter(({ department }) => department !== null);
  const at =
    inDepartments.length > 0 && chance(25)
      ? pick(inDepartments)
      : { show: chance(20) ? null : between(0, shows.length - 1), department: null };
  return {
    person: between(0, 6),
    kind,
    name: pick(names[kind]),
    show: at.show,
    department: at.department,
    isRevoked: chance(10),
    ...(chance(70) ? { from: null, until: null } : drawWindow(dice)),
  };
}

function drawCompany(gen: fc.GeneratorValue): Company {
  const dice = diceOf(gen);
  const { chance, pick, between, many } = dice;
  const people = drawPeople(dice);
  const relations = people.flatMap((one, manager) =>
    people.flatMap((_, crew) =>
      manager !== crew && chance(manager < 3 ? 45 : isVerified(one) ? 15 : 40)
        ? [drawRelation(dice, people, manager, crew)]
        : [],
    ),
  );
  const company = { people };
  const manages = (manager: number, crew: number): boolean =>
    relations.some(
      (each) =>
        each.manager === manager &&
        each.crew === crew &&
        isActive(company, each, standingAfter(company, each, each.before)),
    );
  const shows = many(
    2,
    3,
    (): Show => ({
      owner: between(0, 2),
      isCompanys: chance(40),
      isArchived: chance(40),
    }),
  );
  const scripts = many(2, 4, () => drawScript(dice, shows));
  const assignments = onceEach(
    many(
      4,
      9,
      (): Assignment => ({
        show: between(0, shows.length - 1),
        person: between(0, 6),
        department: pick([null, 0, 0, 1, 1] as const),
        ...drawWindow(dice),
      }),
    ),
    ({ show, person, department }) => [show, person, department],
  ).filter(({ show, person }) => {
    const owner = shows[show]?.owner ?? -1;
    return owner === person || manages(owner, person);
  });
  const pairs = scripts.flatMap(({ owner }, script) =>
    people.flatMap((person, crew) =>
      manages(owner, crew) && isVerified(person) ? [{ script, crew }] : [],
    ),
  );
  const delegations = onceEach(
    pairs.length === 0
      ? []
      : many(4, 9, () => {
          const { script, crew } = pick(pairs);
          return drawDelegation(dice, script, crew);
        }),
    ({ script, crew, department }) => [script, crew, department],
  );
  const shares = onceEach(
    many(
      0,
      3,
      (): Share => ({
        script: between(0, scripts.length - 1),
        person: between(0, 6),
        types: pick([["CUE", "NOTE"], ["CUE"], ["NOTE"]] as Element["type"][][]),
        departments: pick([[], [], [0], [1]] as Department[][]),
        isRevoked: chance(15),
        ...drawWindow(dice),
      }),
    ),
    ({ script, person }) => [script, person],
  ).filter(({ script, person }) => {
    const owner = scripts[script]?.owner;
    const named = people[person];
    return owner !== person && (named?.fate !== "guest" || named.madeBy === owner);
  });
  const accesses = onceEach(
    many(2, 8, () => drawAccess(dice, shows, assignments)),
    ({ person, kind, name, show, department }) => [person, kind, name, show, department],
    // Who made a show produces it already.
  ).filter(
    ({ person, name, show }) =>
      name !== "producer" || show === null || shows[show]?.owner !== person,
  );
  return {
    people,
    relations,
    shows,
    scripts,
    assignments,
    delegations,
    shares,
    accesses,
  };
}

/** Random companies, the same ones for the same seed. */
export const companies = (count: number, seed: number): Company[] =>
  fc.sample(fc.gen().map(drawCompany), { numRuns: count, seed });
