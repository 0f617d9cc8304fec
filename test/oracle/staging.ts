/** How a random company comes to stand in a database: by the calls and tables that people use. */
import type { Assignment, Company, Department, Window } from "./companies.ts";
import type { Act, Relation } from "./relations.ts";
import type { Sql } from "../../scripts/dev/sql.ts";

/** The moment at which everybody is asked; whatever was made, was made a day before. */
const NOW = "2026-11-20 20:00+00";
const BEFORE = "2026-11-19 20:00+00";

export const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
export const nameOf = (person: number): string => `p${person}`;
export const departmentOf = (owner: number, department: Department): string =>
  `D${owner}.${department}`;
export const elementOf = (script: number, element: number): string =>
  `s${script}e${element}`;
export const scopeOf = (show: number | null, department: Department | null): string =>
  show === null
    ? "The house"
    : `Show ${show}${department === null ? "" : `/${department}`}`;
export const assignmentOf = ({ show, person, department }: Assignment): string =>
  `a${show}.${person}.${department ?? "-"}`;
/** What an act of a relationship is called among the answers. */
export const actOf = (relation: Relation, when: string, index: number): string =>
  `${nameOf(relation.manager)}>${nameOf(relation.crew)} ${when} ${index}`;

/** The id of a thing of the world, as an expression. */
export const idOf = (label: string): string =>
  `(select t.id from tests.things as t where t.label = ${text(label)})`;

/** Everything that stands before a company: what it is asked with. */
const GROUND = `
select tests.create_organization('The house');
select tests.create_role('no_' || replace(k, ':', '_'), null, jsonb_build_object(k, 'deny'))
from unnest(array['script:view', 'script:upload', 'project:view:assigned']) as k;
create table tests.things (label text primary key, id uuid);
create table tests.answers (label text primary key, answer text);
create table tests.tries (label text primary key, statement text);
grant select on tests.things, tests.tries to authenticated;

-- As somebody, for good: what it answers, or the code of its refusal.
create function tests.acted(p_who text, p_sql text) returns text
language plpgsql set search_path = '' as $$
declare v_answer text := 'ok';
begin
  perform tests.authenticate_as(p_who);
  begin
    execute p_sql;
  exception when others then
    v_answer := sqlstate;
  end;
  perform tests.clear_authentication();
  return v_answer;
end;
$$;

-- As somebody, to set the stage with: nothing of it may be refused.
create function tests.staged(p_who text, p_sql text) returns void
language plpgsql set search_path = '' as $$
begin
  perform tests.authenticate_as(p_who);
  execute p_sql;
  perform tests.clear_authentication();
end;
$$;

-- How many rows a statement reaches, or the code of its refusal; it is taken back.
create function tests.tried(p_sql text) returns text
language plpgsql set search_path = '' as $$
declare v_rows bigint;
begin
  execute p_sql;
  get diagnostics v_rows = row_count;
  raise sqlstate 'TRIED' using message = v_rows::text;
exception
  when sqlstate 'TRIED' then return sqlerrm;
  when others then return sqlstate;
end;
$$;

-- The one value of a question, or the code of its refusal.
create function tests.said_to(p_sql text) returns text
language plpgsql set search_path = '' as $$
declare v_answer text;
begin
  execute p_sql into v_answer;
  return v_answer;
exception
  when others then return sqlstate;
end;
$$;
grant execute on function tests.tried, tests.said_to to authenticated;`;

/** Make what stands before every company; once in a database that has the test kit. */
export async function prepareOwnership(sql: Sql): Promise<void> {
  await sql.unsafe(GROUND);
}

const at = (hours: number | null): string =>
  hours === null ? "null" : `'${NOW}'::timestamptz + interval '${hours} hours'`;

const acted = (label: string, person: number, statement: string): string =>
  `insert into tests.answers
   values (${text(label)}, tests.acted(${text(nameOf(person))}, ${text(statement)}))`;

const staged = (person: number, statement: string): string =>
  `select tests.staged(${text(nameOf(person))}, ${text(statement)})`;

function actSql(relation: Relation, act: Act, label: string): string {
  const { manager, crew } = relation;
  const [one, other] = [nameOf(manager), nameOf(crew)].map(
    (name) => `tests.id_for('${name}')`,
  );
  const row = `coalesce((select r.relationship_id from public.crew_relationships as r
    where r.manager_user_id = ${one} and r.crew_user_id = ${other}), gen_random_uuid())`;
  switch (`${act.by} ${act.does}`) {
    case "database forge": {
      const forged = `insert into public.crew_relationships (manager_user_id, crew_user_id,
          is_active)
        values (${one}, ${other}, true)
        on conflict (manager_user_id, crew_user_id) do update set is_active = true`;
      return `insert into tests.answers values (${text(label)},
        case when tests.said_to(${text(`${forged} returning 'ok'`)}) = 'ok' then 'ok'
          else 'refused' end)`;
    }
    case "manager ask":
      return acted(label, manager, `select public.add_crew_member(${other}, 'remark')`);
    case "manager remove":
      return acted(label, manager, `select public.remove_crew_member(${other})`);
    case "crew accept":
      return acted(label, crew, `select public.accept_crew_relationship(${row})`);
    default: {
      const side = act.by === "manager" ? manager : crew;
      return acted(
        label,
        side,
        `select public.set_crew_relationship_active(${row}, ${act.does === "on"})`,
      );
    }
  }
}

const actsSql = (company: Company, when: "before" | "after"): string[] =>
  company.relations.flatMap((relation) =>
    relation[when].map((act, index) => actSql(relation, act, actOf(relation, when, index))),
  );

const accessSql = (
  person: number,
  scope: string,
  [type, grant]: [string, string],
  window: Window,
  status = "Active",
): string => `
  insert into stagedoor.user_accesses (user_id, scope_type, scope_id, grant_type, grant_id,
    valid_from, valid_until, status)
  select tests.id_for('${nameOf(person)}'), s.scope_type, s.id, '${type}', ${grant},
    ${at(window.from)}, ${at(window.until)}, '${status}'
  from stagedoor.scopes as s where s.id = ${idOf(scope)}`;

function peopleSql({ people }: Company): string[] {
  return people
    .toSorted(({ madeBy }) => (madeBy === null ? -1 : 1))
    .map((person) => {
      const name = nameOf(people.indexOf(person));
      return person.madeBy === null
        ? `select tests.create_user('${name}')`
        : `select tests.create_guest('${name}', '${nameOf(person.madeBy)}')`;
    });
}

function showsSql({ shows }: Company): string[] {
  return shows.flatMap(({ owner, isCompanys }, index) => [
    ...(isCompanys
      ? [
          `${accessSql(owner, "The house", ["permission", "tests.permission_id('project:create')"], { from: null, until: null })}
           and not exists (select from stagedoor.user_accesses as a
             where a.user_id = tests.id_for('${nameOf(owner)}') and a.scope_id = s.id)`,
        ]
      : []),
    staged(
      owner,
      `select public.create_show('Show ${index}'${isCompanys ? `, ${idOf("The house")}` : ""})`,
    ),
    `insert into tests.things values ('Show ${index}', tests.scope_id('Show ${index}'))`,
  ]);
}

function scriptsSql({ scripts }: Company): string[] {
  const department = (owner: number, which: Department | null) =>
    which === null ? "null" : idOf(departmentOf(owner, which));
  return scripts.flatMap(({ owner, audience, shows, elements }, index) => [
    staged(
      owner,
      `insert into public.scripts (title, audience) values ('Script ${index}', '${audience}')`,
    ),
    `insert into tests.things
     select s.title, s.id from public.scripts as s where s.title = 'Script ${index}'`,
    ...elements.flatMap((element, number) => {
      const label = elementOf(index, number);
      return [
        staged(
          owner,
          `insert into public.script_elements (script_id, element_type, text, department_id,
             is_private)
           values (${idOf(`Script ${index}`)}, '${element.type}', '${label}',
             ${department(owner, element.department)}, ${element.isPrivate})`,
        ),
        `insert into tests.things
         select e.text, e.id from public.script_elements as e where e.text = '${label}'`,
        ...(element.called === null
          ? []
          : [
              staged(
                owner,
                `insert into public.element_departments values (${idOf(`Script ${index}`)},
                   ${idOf(label)}, ${department(owner, element.called)})`,
              ),
            ]),
      ];
    }),
    // As if its owner had been let link it there.
    ...shows.map(
      (show) => `insert into public.show_scripts
        values (${idOf(`Show ${show}`)}, ${idOf(`Script ${index}`)})`,
    ),
  ]);
}

function workSql({ assignments, shows, delegations, shares, scripts }: Company): string[] {
  const list = (values: string[]) => `array[${values.map(text).join()}]::text[]`;
  const ownerOf = (index: number) => scripts[index]?.owner ?? 0;
  return [
    ...assignments.map((assignment) => {
      const owner = shows[assignment.show]?.owner ?? 0;
      const { show, person, department, from, until } = assignment;
      return staged(
        owner,
        `insert into public.show_assignments (project_id, user_id, user_role, custom_title,
           department_id, valid_from, valid_until)
         values (${idOf(`Show ${show}`)}, tests.id_for('${nameOf(person)}'), 'OTHER',
           '${assignmentOf(assignment)}',
           ${department === null ? "null" : idOf(departmentOf(owner, department))},
           ${at(from)}, ${at(until)})`,
      );
    }),
    `insert into tests.things
     select h.label || '/' || right(n.label, 1), d.scope_id
     from public.show_departments as d
     join tests.things as h on h.id = d.project_id
     join tests.things as n on n.id = d.department_id`,
    ...delegations.flatMap((each) => {
      const owner = ownerOf(each.script);
      const department =
        each.department === null ? "null" : idOf(departmentOf(owner, each.department));
      const who = `${idOf(`Script ${each.script}`)}, tests.id_for('${nameOf(each.crew)}')`;
      return [
        staged(
          owner,
          `select public.delegate_script(${who}, ${list(each.columns)}, ${at(each.until)},
             ${department}, ${list(each.operations)})`,
        ),
      ];
    }),
    ...delegations
      .filter(({ ended }) => ended !== "no")
      .map((each) => {
        const owner = ownerOf(each.script);
        const department =
          each.ended === "all" || each.department === null
            ? "null"
            : idOf(departmentOf(owner, each.department));
        return staged(
          owner,
          `select public.delegate_script(${idOf(`Script ${each.script}`)},
             tests.id_for('${nameOf(each.crew)}'), '{}', null, ${department})`,
        );
      }),
    ...shares.flatMap(
      ({ script, person, types, departments, isRevoked, from, until }, index) => {
        const owner = ownerOf(script);
        return [
          staged(
            owner,
            `select public.create_script_share(${idOf(`Script ${script}`)},
             tests.id_for('${nameOf(person)}'),
             jsonb_build_object('view', true, 'download', false, 'elements',
               to_jsonb(${list(types)}), 'departments', to_jsonb(array[${departments
                 .map((each) => idOf(departmentOf(owner, each)))
                 .join()}]::uuid[])),
             ${at(until)}, null, 'share ${index}', null, ${at(from)})`,
          ),
          ...(isRevoked
            ? [
                staged(
                  owner,
                  `select public.revoke_script_share(s.id) from public.script_shares as s
                 where s.share_name = 'share ${index}'`,
                ),
              ]
            : []),
        ];
      },
    ),
  ];
}

function engineSql({ accesses, shows }: Company): string[] {
  return [
    ...accesses.map((access) => {
      const grant: [string, string] =
        access.kind === "key"
          ? ["permission", `tests.permission_id('${access.name}')`]
          : [
              "role",
              access.kind === "denial"
                ? `tests.role_id('no_${access.name.replaceAll(":", "_")}')`
                : `tests.role_id('${access.name}')`,
            ];
      const scope = scopeOf(access.show, access.department);
      return accessSql(
        access.person,
        scope,
        grant,
        access,
        access.isRevoked ? "Revoked" : "Active",
      );
    }),
    ...shows.flatMap(({ isArchived }, index) =>
      isArchived ? [`select tests.archive('Show ${index}')`] : [],
    ),
  ];
}

function fatesSql({ people }: Company): string[] {
  return people.flatMap(({ fate }, index) => {
    const name = nameOf(index);
    switch (fate) {
      case "banned":
        return [`select tests.ban_user('${name}')`];
      case "ban over":
        return [`select tests.ban_user('${name}', '${NOW}')`];
      case "deleted":
        return [`select tests.delete_user('${name}')`];
      default:
        return [];
    }
  });
}

/** A company as statements, with what is to be tried in it. */
export function companySql(company: Company, tries: ReadonlyMap<string, string>): string {
  const owners = [
    ...new Set([...company.shows, ...company.scripts].map(({ owner }) => owner)),
  ];
  const departments = owners.flatMap((owner) =>
    ([0, 1] as const).map((each) => ({ owner, label: departmentOf(owner, each) })),
  );
  return [
    `select tests.freeze_time('${BEFORE}')`,
    `insert into tests.things values ('The house', tests.scope_id('The house'))`,
    ...peopleSql(company),
    `insert into tests.things
     select n, tests.id_for(n) from unnest(array[${company.people
       .map((_, index) => text(nameOf(index)))
       .join()}]) as n`,
    `insert into public.crew_profiles (user_id)
     select t.id from tests.things as t where t.label ~ '^p' on conflict do nothing`,
    ...actsSql(company, "before"),
    ...showsSql(company),
    ...departments.map(({ owner, label }) =>
      staged(owner, `insert into public.departments (name) values ('${label}')`),
    ),
    `insert into tests.things select d.name, d.id from public.departments as d`,
    ...scriptsSql(company),
    ...workSql(company),
    ...actsSql(company, "after"),
    ...engineSql(company),
    ...fatesSql(company),
    `insert into tests.tries values ${[...tries]
      .map(([label, statement]) => `(${text(label)}, ${text(statement)})`)
      .join(",\n")}`,
    `select tests.freeze_time('${NOW}')`,
  ].join(";\n");
}
