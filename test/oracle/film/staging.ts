/** A drawn production as rows of a database. */
import type { Sql } from "../../../scripts/dev/sql.ts";
import type { Access, CostWorld, Place } from "./productions.ts";

const text = (value: string | null): string =>
  value === null ? "null" : `'${value.replaceAll("'", "''")}'`;

/** Everything that stands before a world. */
const GROUND = `
select tests.create_user(n) from unnest(array['lin', 'sarah']) as n;
select tests.create_project('Alpha');
select tests.create_department(d, 'Alpha') from unnest(array['Camera', 'Grip']) as d;
insert into stagedoor.separation_settings (scope_id, rule_id, is_enforced, reason)
select tests.project_id('Alpha'), r.id, false, 'Anybody may be anything here'
from stagedoor.separation_rules as r where r.kind = 'static';
select tests.create_role('unit_manager', 'Alpha', '{"cost:approve": "allow",
  "budget:edit:assigned": "allow", "transaction:view:assigned": "allow"}');
select tests.create_role('deputy', 'Alpha', '{"schedule:view": "allow"}');
insert into stagedoor.role_includes (permission_role_id, included_role_id)
values (tests.role_id('deputy', 'Alpha'), tests.role_id('line_producer'));
select tests.grant_role('lin', 'Alpha', 'line_producer');
select tests.grant_role('sarah', 'Alpha', 'producer');
insert into public.productions (project_id, currency)
values (tests.project_id('Alpha'), 'USD');
insert into public.budgets (id, project_id, name, currency, created_by, edited_by)
values (md5('budget')::uuid, tests.project_id('Alpha'), 'Shooting', 'USD',
  tests.user_id('sarah'), tests.user_id('sarah'));`;

/** Make what stands before every world; once in a database that has the test kit. */
export async function prepareCosts(sql: Sql): Promise<void> {
  await sql.unsafe(GROUND);
}

/** A world as statements. */
export function worldSql(world: CostWorld): string {
  const alpha = "tests.project_id('Alpha')";
  const agreement = (code: string | null) =>
    code === null
      ? "null"
      : `(select a.id from public.union_agreements as a where a.code = ${text(code)})`;
  const tenant = (role: string) =>
    ["unit_manager", "deputy"].includes(role) ? ", 'Alpha'" : "";
  const place = (at: Place) => `'${at}'`;
  return [
    ...Object.entries(world.prefixes).map(
      ([prefix, department]) => `
        insert into public.department_prefixes (project_id, prefix, department_id, category)
        values (${alpha}, '${prefix}', tests.scope_id('${department}'), 'below_line')`,
    ),
    ...world.codes.map(
      ({ code, parent, category, agreement: of }) => `
        insert into public.cost_codes (id, project_id, parent_id, code, name, category,
          union_agreement_id)
        values (md5('${code}')::uuid, ${alpha},
          ${parent === null ? "null" : `md5('${parent}')::uuid`}, '${code}', '${code}',
          '${category}', ${agreement(of)});
        insert into public.budget_lines (id, project_id, budget_id, cost_code_id, currency,
          amount)
        values (md5('line ${code}')::uuid, ${alpha}, md5('budget')::uuid,
          md5('${code}')::uuid, 'USD', 100);
        insert into public.cost_transactions (id, project_id, budget_line_id, cost_code_id,
          amount, currency, description, transaction_date, idempotency_key, created_by,
          payee_union_agreement_id)
        values (md5('cost ${code}')::uuid, ${alpha}, md5('line ${code}')::uuid,
          md5('${code}')::uuid, 1, 'USD', '${code}', '2026-11-20', '${code}', tests.user_id('sarah'), ${agreement(of)})`,
    ),
    ...world.policies.map(
      (policy) => `
        insert into public.cost_policies (project_id, permission_role_id, prefix, category,
          union_agreement_id, phase, requires_guild_approval, allows_line_producer_edit)
        values (${alpha}, tests.role_id('${policy.role}'${tenant(policy.role)}),
          ${text(policy.prefix)}, '${policy.category}', ${agreement(policy.agreement)},
          ${text(policy.phase)}, ${policy.guild}, ${policy.edit})`,
    ),
    ...world.people.map((_, index) => `select tests.create_user('person ${index}')`),
    ...world.people.flatMap((accesses, index) =>
      onceEach(accesses).map((access) => {
        const person = `'person ${index}'`;
        switch (access.kind) {
          case "role":
            return `select tests.grant_role(${person}, ${place(access.place)}, '${access.name}')`;
          case "key":
            return `select tests.grant_key(${person}, ${place(access.place)}, '${access.name}')`;
          case "denial":
            return `select tests.deny(${person}, ${place(access.place)}, '${access.name}')`;
          default:
            return `select tests.delegate('${access.name}', ${person}, 'Alpha',
              'cost:approve', stagedoor.instant() + interval '1 day')`;
        }
      }),
    ),
  ].join(";\n");
}

const onceEach = (accesses: Access[]): Access[] => [
  ...new Map(accesses.map((access) => [JSON.stringify(access), access])).values(),
];
