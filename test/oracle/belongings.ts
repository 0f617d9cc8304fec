/**
 * What the contract says of a company: whose what is, who is whose crew, and what that opens
 * beside what keys open (F63 to F75, F91).
 */
import type {
  Assignment,
  Company,
  Delegation,
  Department,
  Element,
  Script,
  Share,
} from "./companies.ts";
import { holds, Keyholders } from "./keyholders.ts";
import {
  isActive,
  NOTHING,
  type Relation,
  type Standing,
  standingAfter,
  step,
} from "./relations.ts";

/** What of a script somebody reads. */
interface Reading {
  /** Private notes too. */
  all: boolean;
  shows: (element: Element) => boolean;
}

/** A company, as the contract sees it. */
export class Belongings extends Keyholders {
  readonly #standings: Map<Relation, Standing>;

  constructor(company: Company) {
    super(company);
    this.#standings = new Map(
      company.relations.map((each) => [
        each,
        standingAfter(company, each, [...each.before, ...each.after]),
      ]),
    );
  }

  standing(relation: Relation): Standing | undefined {
    return this.#standings.get(relation);
  }

  relation(manager: number, crew: number): Relation | undefined {
    return this.company.relations.find(
      (each) =>
        each.manager === manager &&
        each.crew === crew &&
        this.standing(each)?.exists === true,
    );
  }

  /** What the column says: whatever was written, both sides want it. */
  isActive(manager: number, crew: number): boolean {
    const relation = this.relation(manager, crew);
    const standing = relation && this.standing(relation);
    return !!relation && !!standing && isActive(this.company, relation, standing);
  }

  /** Whether the manager has asked, with a remark that they alone read, and not removed it. */
  hasRemark(manager: number, crew: number): boolean {
    const relation = this.relation(manager, crew);
    if (!relation) return false;
    let has = false;
    let now = NOTHING;
    for (const act of [...relation.before, ...relation.after]) {
      const stepped = step(this.company, relation, now, act);
      now = stepped.now;
      has = now.exists && (has || (act.does === "ask" && stepped.answer === "ok"));
    }
    return has;
  }

  /** Whether a manager opens what they own to somebody: one hop, and never who is banned. */
  opensTo(manager: number, crew: number): boolean {
    return this.isOpen(manager) && this.isActive(manager, crew);
  }

  // -- What is read --------------------------------------------------------------------------

  /** A request that names a show sees and writes what belongs to it. */
  #isNarrowedTo(person: number, shows: number[]): boolean {
    const header = this.company.people[person]?.header ?? null;
    return header === null || shows.includes(header);
  }

  readsShow(person: number, show: number): boolean {
    const { owner, isArchived } = this.show(show);
    if (!this.isLive(person) || !this.#isNarrowedTo(person, [show])) return false;
    if (owner === person) return true;
    return (
      !isArchived &&
      (this.opensTo(owner, person) ||
        this.where(person, "project:view:assigned", show).length > 0)
    );
  }

  readsAssignment(person: number, assignment: Assignment): boolean {
    const { show } = assignment;
    const { owner, isArchived } = this.show(show);
    if (!this.isLive(person) || !this.#isNarrowedTo(person, [show])) return false;
    if (owner === person || assignment.person === person) return true;
    if (isArchived) return false;
    const where = this.where(person, "project:view:assigned", show);
    return (
      where === "all" ||
      (assignment.department !== null && where.includes(assignment.department))
    );
  }

  /** Whether every show that a script is in has closed: then only its owner reads it. */
  #isClosed({ shows }: Script): boolean {
    return shows.length > 0 && shows.every((show) => this.show(show).isArchived);
  }

  ownsScript(person: number, script: Script): boolean {
    return (
      this.isLive(person) &&
      script.owner === person &&
      this.#isNarrowedTo(person, script.shows)
    );
  }

  /** What of a script somebody reads, in every way in which it is open to them. */
  readings(person: number, script: Script): Reading[] {
    if (!this.isLive(person) || !this.#isNarrowedTo(person, script.shows)) return [];
    if (script.owner === person) return [{ all: true, shows: () => true }];
    // What somebody owns opens nothing while they are banned, or once they are gone.
    if (this.#isClosed(script) || !this.isOpen(script.owner)) return [];
    const { audience } = script;
    const open = script.shows.filter((show) => !this.show(show).isArchived);
    const whole = { all: false, shows: () => true };
    /** In departments of a show, what is of them or of none. */
    const within = (show: number, where: "all" | Department[]): Reading[] => {
      if (where === "all") return [whole];
      if (where.length === 0) return [];
      const isSame = this.show(show).owner === script.owner;
      return [
        {
          all: false,
          shows: (element) =>
            departmentsOf(element).length === 0 ||
            (isSame && departmentsOf(element).some((each) => where.includes(each))),
        },
      ];
    };
    return [
      ...(audience === "crew" && this.opensTo(script.owner, person) ? [whole] : []),
      ...(audience === "show"
        ? this.company.assignments
            .filter((each) => each.person === person && open.includes(each.show))
            .filter(holds)
            .flatMap(({ show, department }) =>
              within(show, department === null ? "all" : [department]),
            )
        : []),
      ...(audience === "owner"
        ? []
        : open
            // A request that names a show brings the keys of that show.
            .filter((show) => this.#isNarrowedTo(person, [show]))
            .flatMap((show) => within(show, this.where(person, "script:view", show)))),
      ...this.delegations(person, script).map(() => whole),
      ...this.#shares(person, script).map((share) => ({
        all: false,
        shows: (element: Element) =>
          share.types.includes(element.type) &&
          (share.departments.length === 0 ||
            departmentsOf(element).length === 0 ||
            departmentsOf(element).some((each) => share.departments.includes(each))),
      })),
    ];
  }

  readsElement(person: number, script: Script, element: Element): boolean {
    return this.readings(person, script).some(
      ({ all, shows }) => shows(element) && (all || !element.isPrivate),
    );
  }

  #shares(person: number, script: Script): Share[] {
    return this.company.shares.filter(
      (share) =>
        this.company.scripts[share.script] === script &&
        share.person === person &&
        !share.isRevoked &&
        holds(share) &&
        this.isOpen(script.owner),
    );
  }

  // -- What is written -----------------------------------------------------------------------

  /** What is delegated to somebody in a script, now. */
  delegations(person: number, script: Script): Delegation[] {
    return this.company.delegations.filter(
      (each) =>
        each.crew === person &&
        this.company.scripts[each.script] === script &&
        !this.#isEnded(each) &&
        (each.until === null || each.until > 0) &&
        this.opensTo(script.owner, person) &&
        !this.#hasLapsed(script.owner, person),
    );
  }

  /** By an empty list: for its department, or for all of them. */
  #isEnded(delegation: Delegation): boolean {
    return this.company.delegations.some(
      (each) =>
        each.script === delegation.script &&
        each.crew === delegation.crew &&
        each.ended !== "no" &&
        (each.ended === "all" ||
          each.department === null ||
          each.department === delegation.department),
    );
  }

  /** Whether a relationship ended after the delegations were made: they ended with it. */
  #hasLapsed(manager: number, crew: number): boolean {
    const relation = this.company.relations.find(
      (each) => each.manager === manager && each.crew === crew,
    );
    if (!relation) return true;
    return relation.after.some((_, index) => {
      const acts = [...relation.before, ...relation.after.slice(0, index + 1)];
      return !standingAfter(this.company, relation, acts).exists;
    });
  }

  /** Whether somebody may do this to an element; a column for an update. */
  writesElement(
    person: number,
    script: Script,
    element: Pick<Element, "department" | "isPrivate">,
    operation: "insert" | "delete" | { column: string },
  ): boolean {
    if (this.ownsScript(person, script)) return true;
    if (element.isPrivate || this.readings(person, script).length === 0) return false;
    return this.delegations(person, script).some((each) =>
      typeof operation === "string"
        ? each.operations.includes(operation) && each.department === element.department
        : each.operations.includes("update") &&
          each.columns.includes(`script_elements.${operation.column}`) &&
          (each.department === null || each.department === element.department),
    );
  }

  writesScriptNotes(person: number, script: Script): boolean {
    return (
      this.ownsScript(person, script) ||
      (this.readings(person, script).length > 0 &&
        this.delegations(person, script).some(
          ({ operations, columns }) =>
            operations.includes("update") && columns.includes("scripts.notes"),
        ))
    );
  }

  ownsShow(person: number, show: number): boolean {
    return (
      this.isLive(person) &&
      this.show(show).owner === person &&
      this.#isNarrowedTo(person, [show])
    );
  }

  /** Whether the owner of a script may link it to a show. */
  links(person: number, script: Script, show: number): boolean {
    return (
      this.isLive(person) &&
      script.owner === person &&
      this.#isNarrowedTo(person, [show]) &&
      (this.show(show).owner === person ||
        this.can(person, "script:upload", { show, department: null }, null))
    );
  }
}

/** Every department that an element is of, or calls. */
const departmentsOf = ({ department, called }: Element): Department[] =>
  [department, called].filter((each) => each !== null);
