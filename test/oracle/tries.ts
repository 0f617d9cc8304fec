/** What is tried for real in a company, and whether the contract lets somebody do it. */
import type { Belongings } from "./belongings.ts";
import type { Company } from "./companies.ts";
import { departmentOf, elementOf, idOf, nameOf } from "./staging.ts";

/** Something to be tried, and whether the contract lets somebody do it. */
export interface Try {
  label: string;
  statement: string;
  /** Whether it may be done, or the very answer. */
  expected: (belongings: Belongings, person: number) => boolean | string;
}

/** The statements alone, by their labels. */
export const statementsOf = (tries: Try[]): ReadonlyMap<string, string> =>
  new Map(tries.map(({ label, statement }) => [label, statement]));

/** Writes of elements, scripts, shows, relationships, titles and contact data. */
export function triesOf(company: Company): Try[] {
  return [
    ...company.scripts.flatMap((script, index): Try[] => {
      const id = idOf(`Script ${index}`);
      const departments = [null, 0, 1] as const;
      return [
        ...script.elements.flatMap((element, number): Try[] => {
          const label = elementOf(index, number);
          const update = (column: string, value: string): Try => ({
            label: `update ${label} ${column}`,
            statement: `update public.script_elements set ${column} = ${value}
              where id = ${idOf(label)}`,
            expected: (all, person) =>
              all.writesElement(person, script, element, { column }),
          });
          return [
            update("text", "'tried'"),
            update("notes", "'tried'"),
            update("is_private", "not is_private"),
            {
              label: `delete ${label}`,
              statement: `delete from public.script_elements where id = ${idOf(label)}`,
              expected: (all, person) =>
                all.writesElement(person, script, element, "delete"),
            },
          ];
        }),
        ...departments.flatMap((department) =>
          [false, true].map(
            (isPrivate): Try => ({
              label: `insert element s${index} ${department}${isPrivate ? " private" : ""}`,
              statement: `insert into public.script_elements (script_id, element_type, text,
                department_id, is_private)
              values (${id}, 'NOTE', 'tried',
                ${department === null ? "null" : idOf(departmentOf(script.owner, department))},
                ${isPrivate})`,
              expected: (all, person) =>
                all.writesElement(person, script, { department, isPrivate }, "insert"),
            }),
          ),
        ),
        {
          label: `update script ${index} title`,
          statement: `update public.scripts set title = 'tried' where id = ${id}`,
          expected: (all, person) => all.ownsScript(person, script),
        },
        {
          label: `update script ${index} audience`,
          statement: `update public.scripts
            set audience = case audience when 'crew' then 'show' else 'crew' end
            where id = ${id}`,
          expected: (all, person) => all.ownsScript(person, script),
        },
        {
          label: `update script ${index} notes`,
          statement: `update public.scripts set notes = 'tried' where id = ${id}`,
          expected: (all, person) => all.writesScriptNotes(person, script),
        },
        {
          label: `delete script ${index}`,
          statement: `delete from public.scripts where id = ${id}`,
          expected: (all, person) => all.ownsScript(person, script),
        },
        ...company.shows.flatMap((show, number): Try[] =>
          // An archived show takes in no more; who links where is asked of open ones.
          script.shows.includes(number) || show.isArchived
            ? []
            : [
                {
                  label: `link script ${index} to show ${number}`,
                  statement: `insert into public.show_scripts
                    values (${idOf(`Show ${number}`)}, ${id})`,
                  expected: (all, person) => all.links(person, script, number),
                },
              ],
        ),
      ];
    }),
    {
      label: "insert script",
      statement: "insert into public.scripts (title) values ('tried')",
      // Whatever show a request names: a new script is in none yet.
      expected: (all, person) => all.isLive(person),
    },
    ...company.shows.map(
      (_, index): Try => ({
        label: `update show ${index}`,
        statement: `update public.shows set opens_on = '2026-12-01'
        where project_id = ${idOf(`Show ${index}`)}`,
        expected: (all, person) => all.ownsShow(person, index),
      }),
    ),
    ...company.relations.flatMap(({ manager, crew }): Try[] => {
      const [one, other] = [idOf(nameOf(manager)), idOf(nameOf(crew))];
      const label = `relationship ${nameOf(manager)}>${nameOf(crew)}`;
      const which = `where manager_user_id = ${one} and crew_user_id = ${other}`;
      return [
        {
          label: `insert ${label}`,
          statement: `insert into public.crew_relationships (manager_user_id, crew_user_id)
            values (${one}, ${other})`,
          expected: () => false,
        },
        {
          label: `update ${label}`,
          statement: `update public.crew_relationships set is_active = true ${which}`,
          expected: () => false,
        },
        {
          label: `delete ${label}`,
          statement: `delete from public.crew_relationships ${which}`,
          expected: () => false,
        },
      ];
    }),
    ...company.people.flatMap(({ fate, madeBy }, index): Try[] => {
      const id = idOf(nameOf(index));
      const managing = (all: Belongings, person: number, may: boolean): string => {
        if (!all.isLive(person)) return "42501";
        // Whoever manages one is known, and not one's own to write about.
        if (!all.relation(person, index))
          return all.opensTo(index, person) ? "42501" : "PT404";
        return all.isActive(person, index) && may ? "1" : "42501";
      };
      return [
        {
          label: `title of ${nameOf(index)}`,
          statement: `update public.crew_profiles set user_role = 'DIRECTOR'
            where user_id = ${id}`,
          expected: (all, person) => person === index && all.isLive(person),
        },
        {
          label: `contact data of ${nameOf(index)}`,
          statement: `select public.update_crew_member(${id}, '{"phone_number": "1"}')`,
          expected: (all, person) => {
            if (person === index) return all.isLive(person) ? "1" : "42501";
            return managing(all, person, fate === "guest" && madeBy === person);
          },
        },
        {
          label: `remark on ${nameOf(index)}`,
          statement: `select public.update_crew_member(${id}, null, 'tried')`,
          expected: (all, person) =>
            // Nobody is their own crew.
            person === index && all.isLive(person) ? "22023" : managing(all, person, true),
        },
      ];
    }),
  ];
}
