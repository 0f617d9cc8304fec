/**
 * Ownership and crew, taken twice: from the contract alone, here, and by the database, which is
 * asked and then tried. Whose what is, who manages whom, and what that opens beside what the
 * engine grants (F63 to F75, F91).
 */
import { Belongings } from "./belongings.ts";
import type { Company } from "./companies.ts";
import { KEYS } from "./keyholders.ts";
import { NOTHING, step } from "./relations.ts";
import {
  actOf,
  assignmentOf,
  companySql,
  departmentOf,
  elementOf,
  idOf,
  nameOf,
  scopeOf,
  text,
} from "./staging.ts";
import { statementsOf, type Try, triesOf } from "./tries.ts";
import type { Sql } from "../../scripts/dev/sql.ts";

type Answers = Record<string, string>;

/** An answer that differs: who asked, about what, and what both said. */
export interface OwnershipDifference {
  /** Null: what the acts of a relationship answered, before anybody is asked. */
  person: number | null;
  about: string;
  database: string;
  oracle: string;
}

class Undo extends Error {}

/**
 * Ask and try everything of a company, in a database that is prepared; every answer that differs.
 * Leaves nothing behind. Counts what was asked into `asked`, by kind and whether it is a yes.
 */
export async function ownershipDifferences(
  sql: Sql,
  company: Company,
  asked: Map<string, number> = new Map(),
): Promise<OwnershipDifference[]> {
  const found: OwnershipDifference[] = [];
  const compare = (person: number | null, database: Answers, oracle: Answers): void => {
    const labels = [...new Set([...Object.keys(oracle), ...Object.keys(database)])];
    for (const about of labels) {
      const [one, other] = [database[about] ?? "", oracle[about] ?? ""];
      const kind = `${about.split(" ")[0]} ${other === "no" || other === "" ? "no" : "yes"}`;
      asked.set(kind, (asked.get(kind) ?? 0) + 1);
      if (one !== other) found.push({ person, about, database: one, oracle: other });
    }
  };
  await sql
    .begin(async (transaction) => {
      const tries = triesOf(company);
      await transaction.unsafe(companySql(company, statementsOf(tries)));
      const acts = await transaction<{ label: string; answer: string }[]>`
        select label, answer from tests.answers`;
      compare(
        null,
        Object.fromEntries(acts.map(({ label, answer }) => [label, answer])),
        actsOf(company),
      );
      const belongings = new Belongings(company);
      for (const person of company.people.keys()) {
        compare(
          person,
          await answers(transaction as unknown as Sql, company, person),
          expected(belongings, tries, person),
        );
      }
      throw new Undo();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
  return found;
}

/** What each act of a relationship has to answer. */
function actsOf(company: Company): Answers {
  return Object.fromEntries(
    company.relations.flatMap((relation) => {
      let now = NOTHING;
      return (["before", "after"] as const).flatMap((when) =>
        relation[when].map((act, index) => {
          const stepped = step(company, relation, now, act);
          now = stepped.now;
          return [actOf(relation, when, index), stepped.answer];
        }),
      );
    }),
  );
}

/** What a statement did: reached its row, or was refused in one of the ways there are. */
const didOf = (answer: string, isExact: boolean): string => {
  if (isExact) return answer;
  if (answer === "1") return "yes";
  return ["0", "42501", "PT404"].includes(answer) ? "no" : answer;
};

const EXACT = /^(contact data|remark) /;

/** What is asked besides what is tried: a label, and a statement of one value. */
function questionsOf(company: Company): Answers {
  const listed = (column: string, from: string) =>
    `select coalesce(string_agg(x.label, ' ' order by x.label collate "C"), '')
     from (select ${column} as label from ${from}) as x`;
  const thing = (id: string) =>
    `(select t.label from tests.things as t where t.id = ${id})`;
  const can = (answer: string) =>
    listed(
      "k.key || ' ' || p.label",
      `unnest(array[${KEYS.map(text).join()}]) as k (key)
       cross join (select t.id, t.label from tests.things as t
         where t.label in (${placesOf(company)
           .map(({ label }) => text(label))
           .join()})) as p
       where ${answer}`,
    );
  return {
    shows: listed("s.title", "public.shows as s"),
    scripts: listed("s.title", "public.scripts as s"),
    elements: listed("e.text", "public.script_elements as e"),
    assignments: listed("a.custom_title", "public.show_assignments as a"),
    departments: listed("d.name", "public.departments as d"),
    "details of departments": listed(
      thing("d.department_id"),
      "public.department_details as d",
    ),
    relationships: listed(
      `${thing("r.manager_user_id")} || '>' || ${thing("r.crew_user_id")}
       || case when r.is_active then '' else '-' end`,
      "public.crew_relationships as r",
    ),
    profiles: listed(thing("p.user_id"), "public.crew_profiles as p"),
    crew: listed(
      `c.direction || ' ' || ${thing("c.user_id")}
       || case when c.is_active then '' else '-' end
       || case when c.email_address is null then '' else ' mail' end
       || case when c.relationship_notes is null then '' else ' note' end || ';'`,
      "public.list_crew() as c",
    ),
    ...Object.fromEntries(
      company.scripts.map((_, index) => [
        `opening of ${index}`,
        `select jsonb_array_length(
           public.open_script(${idOf(`Script ${index}`)}) -> 'elements')`,
      ]),
    ),
    can: can("public.can(k.key, p.id, null)"),
    "can with oneself": can("public.can(k.key, p.id, auth.uid())"),
    "can with another": can("public.can(k.key, p.id, gen_random_uuid())"),
    authorize: can("(public.authorize(k.key, p.id, auth.uid()) ->> 'allowed')::boolean"),
  };
}

/** Shows, and departments that are in them. */
function placesOf(company: Company) {
  const belongings = new Belongings(company);
  return company.shows.flatMap((_, show) =>
    ([null, ...belongings.departmentsIn(show)] as const).map((department) => ({
      show,
      department,
      label: scopeOf(show, department),
    })),
  );
}

const byBytes = (labels: string[]): string => labels.toSorted().join(" ");

/** What the contract answers somebody. */
function expected(all: Belongings, tries: Try[], person: number): Answers {
  const { company } = all;
  const { scripts, shows, assignments, people } = company;
  const isLive = all.isLive(person);
  const owners = [...new Set([...shows, ...scripts].map(({ owner }) => owner))];
  const departments = (of: number[]) =>
    byBytes(of.flatMap((owner) => [departmentOf(owner, 0), departmentOf(owner, 1)]));
  const isMarked = (manager: number, crew: number) =>
    all.isActive(manager, crew) ? "" : "-";
  const everybody = [...people.keys()];
  const may = (owner: number | null) =>
    byBytes(
      KEYS.flatMap((key) =>
        placesOf(company)
          .filter((place) => all.can(person, key, place, owner))
          .map(({ label }) => `${key} ${label}`),
      ),
    );
  const crew = [
    `self ${nameOf(person)} mail;`,
    ...everybody.flatMap((other) => {
      if (!all.relation(person, other)) return [];
      const isTold = all.isActive(person, other) || people[other]?.madeBy === person;
      const isAsked = all.hasRemark(person, other);
      return [
        `crew ${nameOf(other)}${isMarked(person, other)}${isTold ? " mail" : ""}${
          isAsked ? " note" : ""
        };`,
      ];
    }),
    ...everybody.flatMap((other) =>
      all.relation(other, person)
        ? [`manager ${nameOf(other)}${isMarked(other, person)};`]
        : [],
    ),
  ];
  return {
    ...Object.fromEntries(
      tries.map(({ label, expected: says }) => {
        const said = says(all, person);
        return [label, typeof said === "string" ? said : said ? "yes" : "no"];
      }),
    ),
    shows: byBytes(
      shows.flatMap((_, show) => (all.readsShow(person, show) ? [`Show ${show}`] : [])),
    ),
    scripts: byBytes(
      scripts.flatMap((script, index) =>
        all.readings(person, script).length > 0 ? [`Script ${index}`] : [],
      ),
    ),
    elements: byBytes(
      scripts.flatMap((script, index) =>
        script.elements.flatMap((element, number) =>
          all.readsElement(person, script, element) ? [elementOf(index, number)] : [],
        ),
      ),
    ),
    assignments: byBytes(
      assignments
        .filter((each) => all.readsAssignment(person, each))
        .map((each) => assignmentOf(each)),
    ),
    departments: isLive ? departments(owners) : "",
    "details of departments": isLive
      ? departments(owners.filter((owner) => owner === person))
      : "",
    relationships: isLive
      ? byBytes(
          everybody.flatMap((manager) =>
            everybody.flatMap((who) =>
              (manager === person || who === person) && all.relation(manager, who)
                ? [`${nameOf(manager)}>${nameOf(who)}${isMarked(manager, who)}`]
                : [],
            ),
          ),
        )
      : "",
    profiles: isLive
      ? byBytes(
          everybody
            .filter((other) => other === person || all.isActive(person, other))
            .map(nameOf),
        )
      : "",
    crew: isLive ? byBytes(crew) : "42501",
    ...Object.fromEntries(
      scripts.map((script, index) => {
        const read = script.elements.filter((each) =>
          all.readsElement(person, script, each),
        );
        const isRead = all.readings(person, script).length > 0;
        const answer = isRead ? String(read.length) : isLive ? "PT404" : "42501";
        return [`opening of ${index}`, answer];
      }),
    ),
    can: may(null),
    "can with oneself": may(person),
    "can with another": may(-1),
    authorize: may(person),
  };
}

/** What the database says to somebody, and lets them do. */
async function answers(sql: Sql, company: Company, person: number): Promise<Answers> {
  const { fate, header } = company.people[person] ?? { fate: "live", header: null };
  const claims = fate === "app" ? { client_id: "an app" } : {};
  await sql`savepoint asked`;
  if (header !== null)
    await sql.unsafe(
      `select tests.set_header('x-project-id', ${idOf(`Show ${header}`)}::text)`,
    );
  await sql`select tests.authenticate_as(${nameOf(person)}, p_claims => ${sql.json(claims)})`;
  const questions = Object.entries(questionsOf(company)).map(
    ([label, question]) => `select ${text(label)}, tests.said_to(${text(question)})`,
  );
  const rows = await sql.unsafe<{ label: string; answer: string }[]>(
    `select t.label, tests.tried(t.statement) as answer from tests.tries as t
     union all ${questions.join(" union all ")}`,
  );
  await sql`rollback to savepoint asked`;
  const tried = new Set(Object.keys(questionsOf(company)));
  return Object.fromEntries(
    rows.map(({ label, answer }) => [
      label,
      tried.has(label) ? answer : didOf(answer, EXACT.test(label)),
    ]),
  );
}
