/** All productions of the product, as rows of one database. */
import type { Sql } from "../../../scripts/dev/sql.ts";
import { askedOf, PEOPLE } from "./product.ts";
import type { Access, CostWorld } from "./productions.ts";

/** What stands before all productions, and the lists that they are made from. */
const GROUND = `
select tests.create_user(n) from unnest(array['lin', 'sarah']) as n;
select tests.create_organization('The company');
insert into stagedoor.separation_settings (scope_id, rule_id, is_enforced, reason)
select tests.scope_id('The company'), r.id, false, 'Anybody may be anything here'
from stagedoor.separation_rules as r where r.kind = 'static';
select tests.create_role('unit_manager', 'The company', '{"cost:approve": "allow",
  "budget:edit:assigned": "allow", "transaction:view:assigned": "allow"}');
select tests.create_role('deputy', 'The company', '{"schedule:view": "allow"}');
insert into stagedoor.role_includes (permission_role_id, included_role_id)
values (tests.role_id('deputy', 'The company'), tests.role_id('line_producer'));
create table tests.product (number integer primary key, name text, project_id uuid, world jsonb);
-- The codes that are asked about, in their order.
create table tests.product_codes (
  place integer primary key, id uuid, budget_id uuid, enters_in text);
grant select on tests.product, tests.product_codes to authenticated;
-- Enter a line as whoever speaks, and undo it.
create function tests.product_enters(p_budget_id uuid, p_code_id uuid) returns text
language plpgsql as $$
begin
  perform public.save_budget_line(p_budget_id, p_code_id, 1);
  raise exception using errcode = 'UNDO0';
exception
  when sqlstate 'UNDO0' then return 'x';
  when insufficient_privilege then return '-';
  when sqlstate 'PT404' then return '-';
end;
$$;
grant execute on function tests.product_enters to authenticated;`;

const PRODUCTIONS = `
update tests.product as p set project_id = tests.create_project(p.name);
insert into public.productions (project_id, currency)
select p.project_id, 'USD' from tests.product as p;
select tests.grant_role('lin', p.name, 'line_producer'),
  tests.grant_role('sarah', p.name, 'producer')
from tests.product as p;
insert into public.budgets (id, project_id, name, currency, created_by, edited_by)
select md5('budget ' || p.number)::uuid, p.project_id, 'Shooting', 'USD',
  tests.user_id('sarah'), tests.user_id('sarah')
from tests.product as p;
insert into public.cost_codes (id, project_id, parent_id, code, name, category,
  union_agreement_id)
select md5(p.number || ' ' || (c.each ->> 'code'))::uuid, p.project_id,
  md5(p.number || ' ' || (c.each ->> 'parent'))::uuid, c.each ->> 'code', c.each ->> 'code',
  c.each ->> 'category', a.id
from tests.product as p
cross join jsonb_array_elements(p.world -> 'codes') with ordinality as c (each, place)
left join public.union_agreements as a
  on a.code = c.each ->> 'agreement' and a.project_id is null
order by p.number, c.place;
insert into public.budget_lines (id, project_id, budget_id, cost_code_id, currency, amount)
select md5('line ' || c.id)::uuid, o.project_id, c.budget_id, c.id, 'USD', 100
from tests.product_codes as c join public.cost_codes as o on o.id = c.id;
insert into public.cost_transactions (project_id, budget_line_id, cost_code_id, amount,
  currency, description, transaction_date, idempotency_key, created_by,
  payee_union_agreement_id)
select o.project_id, md5('line ' || c.id)::uuid, c.id, 1, 'USD', o.code, '2026-11-20', c.id,
  tests.user_id('sarah'), o.union_agreement_id
from tests.product_codes as c join public.cost_codes as o on o.id = c.id;
insert into public.cost_policies (project_id, permission_role_id, prefix, category,
  union_agreement_id, phase, requires_guild_approval, allows_line_producer_edit)
select p.project_id, r.id, s.each ->> 'prefix', s.each ->> 'category', a.id,
  s.each ->> 'phase', (s.each ->> 'guild')::boolean, (s.each ->> 'edit')::boolean
from tests.product as p
cross join jsonb_array_elements(p.world -> 'policies') as s (each)
join stagedoor.permission_roles as r on r.role_key = s.each ->> 'role'
left join public.union_agreements as a
  on a.code = s.each ->> 'agreement' and a.project_id is null;`;

/** Somebody who has the same accesses in every production. */
function personSql(accesses: Access[], person: number): string[] {
  const name = `'person ${person}'`;
  const given = (access: Access): string => {
    switch (access.kind) {
      case "role":
        return `tests.grant_role(${name}, p.name, '${access.name}')`;
      case "key":
        return `tests.grant_key(${name}, p.name, '${access.name}')`;
      case "denial":
        return `tests.deny(${name}, p.name, '${access.name}')`;
      default:
        return `tests.delegate('${access.name}', ${name}, p.name, 'cost:approve',
          now() + interval '1 day')`;
    }
  };
  return [
    `select tests.create_user(${name})`,
    ...accesses.map((access) => `select ${given(access)} from tests.product as p`),
  ];
}

/** The phase in which a line is entered against each code: one that a policy names, if any. */
const phaseOf = ({ policies }: CostWorld, prefixes: string[]): string =>
  policies.find(({ prefix }) => prefix === null || prefixes.includes(prefix))?.phase ??
  "prep";

/** Make these productions, once, in a database that has the test kit. */
export async function stageProduct(sql: Sql, worlds: CostWorld[]): Promise<void> {
  const codes = worlds.flatMap((world, number) =>
    askedOf(world).map(({ code, parent }) => ({
      ...{ code, number: number + 1 },
      phase: phaseOf(world, [code.slice(0, 4), parent ?? ""]),
    })),
  );
  await sql.unsafe(GROUND);
  await sql`
    insert into tests.product (number, name, world)
    select w.number, 'Production ' || w.number, w.world
    from jsonb_array_elements(${sql.json(worlds as never)})
      with ordinality as w (world, number)`;
  await sql`
    insert into tests.product_codes (place, id, budget_id, enters_in)
    select c.place - 1, md5((c.each ->> 'number') || ' ' || (c.each ->> 'code'))::uuid,
      md5('budget ' || (c.each ->> 'number'))::uuid, c.each ->> 'phase'
    from jsonb_array_elements(${sql.json(codes)}) with ordinality as c (each, place)`;
  await sql.unsafe([PRODUCTIONS, ...PEOPLE.flatMap(personSql), "analyze"].join(";\n"));
}
