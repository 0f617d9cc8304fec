/** Who holds which key where in a company, as the contract says: what the engine grants. */
import type { Access, Company, Department, Show, Window } from "./companies.ts";

/** Keys that are asked about. */
export const KEYS = [
  "project:view:assigned",
  "script:view",
  "script:upload",
  "transaction:view:assigned",
] as const;
export type Key = (typeof KEYS)[number];

/**
 * How a role holds a key: everywhere below its scope, or in the projects that its holder works
 * in; `own` for one's own rows, also there.
 */
type Hold = "everywhere" | "assigned" | "own";
const VIEWS = { "project:view:assigned": "assigned" } as const;
const ROLES: Record<string, Partial<Record<Key, Hold>>> = {
  producer: {
    "project:view:assigned": "everywhere",
    "script:view": "everywhere",
    "script:upload": "everywhere",
    "transaction:view:assigned": "everywhere",
  },
  line_producer: {
    ...VIEWS,
    "script:view": "everywhere",
    "transaction:view:assigned": "everywhere",
  },
  coordinator: {
    ...VIEWS,
    "script:view": "everywhere",
    "script:upload": "everywhere",
    "transaction:view:assigned": "own",
  },
  department_head: {
    ...VIEWS,
    "script:view": "everywhere",
    "transaction:view:assigned": "assigned",
  },
  crew_member: VIEWS,
};

/** Whether a window holds at the moment at which everybody is asked. */
export const holds = ({ from, until }: Window): boolean =>
  (from === null || from <= 0) && (until === null || until > 0);

/** A place where keys are asked. */
interface Place {
  show: number;
  department: Department | null;
}

/** The engine's part of a company. */
export class Keyholders {
  readonly company: Company;
  readonly #accesses: Access[];

  constructor(company: Company) {
    this.company = company;
    const always = { from: null, until: null, isRevoked: false };
    // Who makes a show produces it; an assignment keeps an access open.
    this.#accesses = [
      ...company.accesses.filter(({ isRevoked }) => !isRevoked),
      ...company.shows.map(
        ({ owner }, show): Access => ({
          ...always,
          person: owner,
          kind: "role",
          name: "producer",
          show,
          department: null,
        }),
      ),
      ...company.assignments.map(
        (each): Access => ({
          ...each,
          kind: "role",
          name: "crew_member",
          isRevoked: false,
        }),
      ),
    ].filter(holds);
  }

  show(index: number): Show {
    const show = this.company.shows[index];
    if (!show) throw new Error(`no show ${index}`);
    return show;
  }

  /** A session that counts: of an account that is neither banned nor gone, and no app's. */
  isLive(person: number): boolean {
    return ["live", "ban over"].includes(this.company.people[person]?.fate ?? "");
  }

  /** An account that can do what its owner may: an app's token says nothing about its person. */
  isOpen(person: number): boolean {
    return this.isLive(person) || this.company.people[person]?.fate === "app";
  }

  /** Accesses of somebody at a place or above it. */
  #standingAt(person: number, { show, department }: Place): Access[] {
    return this.#accesses.filter(
      (each) =>
        each.person === person &&
        (each.show === null
          ? this.show(show).isCompanys
          : each.show === show &&
            (each.department === null || each.department === department)),
    );
  }

  /** Whether somebody has an access of their own in a show, or a department of it. */
  #isAssigned(person: number, show: number): boolean {
    return this.#accesses.some((each) => each.person === person && each.show === show);
  }

  /** What `can` has to answer. */
  can(person: number, key: Key, place: Place, owner: number | null): boolean {
    if (!this.isLive(person) || this.show(place.show).isArchived) return false;
    const reaches = (access: Access, hold: Hold | undefined): boolean =>
      hold === "everywhere" ||
      (hold !== undefined &&
        (access.show !== null || this.#isAssigned(person, place.show)));
    const plain: Hold = key.endsWith(":assigned") ? "assigned" : "everywhere";
    const here = this.#standingAt(person, place);
    const denied = here.some(
      (access) => access.kind === "denial" && access.name === key && reaches(access, plain),
    );
    return (
      !denied &&
      here.some((access) => {
        if (access.kind === "key") return access.name === key && reaches(access, plain);
        const hold = access.kind === "role" ? ROLES[access.name]?.[key] : undefined;
        return reaches(access, hold) && (hold !== "own" || owner === person);
      })
    );
  }

  /** Departments that are in a show: somebody was assigned to them. */
  departmentsIn(show: number): Department[] {
    return ([0, 1] as const).filter((department) =>
      this.company.assignments.some(
        (each) => each.show === show && each.department === department,
      ),
    );
  }

  /** Where in a show somebody holds a key: in all of it, or in some departments. */
  where(person: number, key: Key, show: number): "all" | Department[] {
    if (this.can(person, key, { show, department: null }, null)) return "all";
    return this.departmentsIn(show).filter((department) =>
      this.can(person, key, { show, department }, null),
    );
  }
}
