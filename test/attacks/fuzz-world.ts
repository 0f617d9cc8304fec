// The world that drawn calls land in, and who makes them.

/** Who calls: a database role, and the SQL that takes on the role and its claims. */
export interface Persona {
  name: string;
  role: "anon" | "authenticated" | "service_role";
  speak: string;
}

/** The session of whoever has signed in. */
export const SESSION = "00000000-0000-4000-8000-00000000fade";

const person = (name: string, aal = "aal1"): Persona => ({
  name,
  role: "authenticated",
  speak: `select tests.authenticate_as('${name}', '${aal}', '${SESSION}')`,
});

export const PERSONAS: readonly Persona[] = [
  { name: "nobody", role: "anon", speak: "select tests.authenticate_as_anon()" },
  {
    name: "a session without claims",
    role: "authenticated",
    speak: "select tests.speak('authenticated', '{}')",
  },
  person("stranger"),
  person("crew"),
  person("owner", "aal2"),
  {
    name: "the service",
    role: "service_role",
    speak: "select tests.authenticate_as_service()",
  },
];

/**
 * An organization with a project, a department and everything that has an id; a tenant
 * that is foreign to everybody.
 */
export const WORLD = `
select tests.create_user(n)
from unnest(array['owner', 'crew', 'stranger', 'foreigner']) as n;
select tests.create_organization('Org'), tests.create_project('P', 'Org'),
  tests.create_department('D', 'P'), tests.create_project('Foreign', 'Other');
select tests.grant_role('owner', 'Org', 'producer'),
  tests.grant_key('owner', 'Org', 'access:escalate'),
  tests.grant_role('owner', 'P', 'producer'), tests.grant_role('crew', 'D', 'crew_member'),
  tests.grant_role('foreigner', 'Foreign', 'producer');
select tests.create_role('their_role', 'P', '{"schedule:edit": "allow"}'),
  tests.create_role('other_role', 'Foreign');
insert into stagedoor.menu_items (scope_id, item_key, label, path)
select tests.scope_id(s), 'item', 'Item', '/item' from unnest(array['P', 'Foreign']) as s;
insert into stagedoor.alerts (scope_id, rule_key)
select tests.scope_id(s), 'secret_lockout' from unnest(array['P', 'Foreign']) as s;
insert into stagedoor.separation_rules
  (rule_key, kind, first_grant_id, second_grant_id, description)
values ('two_duties', 'static', tests.role_id('line_producer'),
  tests.role_id('production_accountant'), 'For a test');
insert into public.productions (project_id, currency)
select tests.project_id(p), 'USD' from unnest(array['P', 'Foreign']) as p;
insert into public.union_agreements (project_id, code, guild, jurisdiction)
select tests.project_id(p), 'OWN-1', 'Own', 'Here' from unnest(array['P', 'Foreign']) as p;
insert into public.union_rates (union_agreement_id, rate_kind, percent, valid_from, is_locked)
select a.id, 'pension', 5, '2026-01-01', true
from public.union_agreements as a where a.code = 'OWN-1';
insert into public.cost_codes (project_id, code, name, category)
select tests.project_id(p), c, c, 'below_line'
from unnest(array['P', 'Foreign']) as p cross join unnest(array['2501', '3302']) as c;
insert into public.cost_policies (project_id, permission_role_id, category)
select tests.project_id(p), tests.role_id('line_producer'), 'below_line'
from unnest(array['P', 'Foreign']) as p;
insert into public.department_prefixes (project_id, prefix, category)
select tests.project_id(p), '3302', 'below_line' from unnest(array['P', 'Foreign']) as p;
insert into public.budgets (project_id, name, currency, created_by, edited_by)
select tests.project_id(p), 'Shooting', 'USD', tests.user_id('owner'), tests.user_id('owner')
from unnest(array['P', 'Foreign']) as p;
insert into public.budget_lines
  (project_id, budget_id, cost_code_id, currency, amount, is_contingency)
select b.project_id, b.id, c.id, 'USD', 100, true
from public.budgets as b
join public.cost_codes as c on c.project_id = b.project_id and c.code = '3302';
insert into public.emergency_overrides (project_id, cost_code_id, contingency_line_id,
  requested_by, lapses_at, reason, duration_minutes, max_amount, currency)
select l.project_id, l.cost_code_id, l.id, tests.user_id('crew'), now() + interval '1 day',
  'Storm', 60, 50, 'USD'
from public.budget_lines as l;
select tests.authenticate_as('owner', 'aal2');
select public.start_access_review(tests.scope_id('P'), array[tests.user_id('owner')],
  now() + interval '7 days', 'keep');
select tests.clear_authentication();
select tests.flush();
`;

/** Makes one call as somebody, with all that its commit would do, and undoes it. */
export const ATTEMPT = `
create function pg_temp.attempt(p_speak text, p_call text, p_is_stable boolean)
returns table (code text, message text, context text)
language plpgsql
as $$
begin
  begin
    execute p_speak;
    -- As the API runs what writes nothing.
    if p_is_stable then
      perform set_config('transaction_read_only', 'on', true);
    end if;
    execute p_call;
    perform tests.flush();
    raise sqlstate 'ZZ000';
  exception
    when others then
      get stacked diagnostics
        code = returned_sqlstate, message = message_text, context = pg_exception_context;
  end;
  code := nullif(code, 'ZZ000');
  return next;
end;
$$;
`;

/** Ids of everything in it, and of nothing. */
export const IDS = `
select id::text from stagedoor.scopes
union all select id::text from stagedoor.user_accounts
union all select id::text from stagedoor.user_accesses
union all select id::text from stagedoor.permission_roles where scope_id is not null
union all select id::text from stagedoor.menu_items where scope_id is not null
union all select id::text from stagedoor.alerts
union all select id::text from stagedoor.separation_rules
union all select id::text from public.cost_codes
union all select id::text from public.cost_policies where project_id is not null
union all select id::text from public.department_prefixes
union all select id::text from public.union_agreements where code = 'OWN-1'
union all select id::text from public.union_rates
union all select id::text from public.budgets
union all select id::text from public.budget_lines
union all select id::text from public.emergency_overrides
union all select id::text from stagedoor.access_reviews
union all select id::text from stagedoor.review_items
union all select tests.role_id('producer')::text
union all select '${SESSION}'
union all select '00000000-0000-0000-0000-000000000000'
union all select 'ffffffff-ffff-4fff-8fff-ffffffffffff';
`;
