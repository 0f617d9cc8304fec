-- Access drift: what was given for a while is found while it counts, and nothing once it has ended.
begin;
select plan(17);

-- The cast: Sarah produces Alpha, Lin and Una are line producers, Eve is the designated
-- executive producer, Dan heads Camera. Olivia owns the company, Mal produces Beta.
select tests.freeze_time('2030-05-01 12:00+00');
select tests.create_user(name)
from unnest(array['olivia', 'sarah', 'lin', 'una', 'eve', 'dan', 'mal']) as name;
select tests.create_organization('Company');
select tests.create_project('Alpha', 'Company'), tests.create_project('Plain', 'Company'),
  tests.create_project('Beta');
select tests.create_department('Camera', 'Alpha');
select tests.grant_role(r.name, r.place, r.role_key)
from (values
  ('olivia', 'Company', 'producer'), ('sarah', 'Alpha', 'producer'),
  ('lin', 'Alpha', 'line_producer'), ('una', 'Alpha', 'line_producer'),
  ('eve', 'Alpha', 'executive_producer'), ('dan', 'Camera', 'department_head'),
  ('mal', 'Beta', 'producer'), ('lin', 'Beta', 'line_producer'),
  ('sarah', 'Plain', 'producer')
) as r (name, place, role_key);
insert into public.productions (project_id, currency, phase, executive_producer_id)
values (tests.project_id('Alpha'), 'USD', 'prep', tests.user_id('eve')),
  (tests.project_id('Beta'), 'USD', 'prep', null);
insert into public.department_prefixes (project_id, prefix, department_id, category)
values (tests.project_id('Alpha'), '3300', tests.scope_id('Camera'), 'below_line');
create function pg_temp.id(p_name text) returns uuid
language sql immutable as $$ select md5('drift ' || p_name)::uuid $$;
insert into public.cost_codes (id, project_id, code, name, category)
select pg_temp.id(c), tests.project_id('Alpha'), c, c, 'below_line'
from unnest(array['2000', '3300']) as c;
insert into public.budgets (id, project_id, name, currency, created_by, edited_by)
values (pg_temp.id('budget'), tests.project_id('Alpha'), 'Shooting', 'USD',
  tests.user_id('sarah'), tests.user_id('sarah'));
insert into public.budget_lines
  (id, project_id, budget_id, cost_code_id, currency, amount, is_contingency)
values (pg_temp.id('reserve'), tests.project_id('Alpha'), pg_temp.id('budget'),
  pg_temp.id('2000'), 'USD', 500, true);
create function pg_temp.says(p_name text, p_sql text) returns text
language plpgsql as $$
declare
  v_answer text;
begin
  perform tests.authenticate_as(p_name);
  execute p_sql into v_answer;
  perform tests.clear_authentication();
  return v_answer;
exception
  when others then
    perform tests.clear_authentication();
    return sqlstate;
end;
$$;
create function pg_temp.drift(p_name text default 'sarah', p_place text default 'Alpha')
returns text
language sql as $$
  select pg_temp.says(p_name, format(
    $q$ select coalesce(string_agg(concat_ws(' | ', d.kind, u.name,
          case d.scope_id when %L then 'Alpha' when %L then 'Camera' else 'elsewhere' end,
          d.why, d.remedy), E'\n' order by d.kind, d.why), 'nothing')
        from public.find_access_drift(%L) as d
        left join (values (%L::uuid, 'lin'), (%L, 'una'), (%L, 'dan')) as u (id, name)
          on u.id = d.user_id $q$,
    tests.scope_id('Alpha'), tests.scope_id('Camera'), tests.scope_id(p_place),
    tests.user_id('lin'), tests.user_id('una'), tests.user_id('dan')))
$$;
create temp table ids (name text primary key, id uuid);
create function pg_temp.kept(p_name text) returns uuid
language sql stable security definer as $$ select i.id from ids as i where i.name = p_name $$;

-- who may --------------------------------------------------------------------------------
select is(pg_temp.drift(c.name, c.place), c.answer, c.title)
from (values
  ('dan', 'Alpha', '42501', 'the head of a department looks for no drift (F39)'),
  ('mal', 'Alpha', 'PT404', 'a stranger finds no production to look for drift in'),
  ('sarah', 'Plain', 'PT404', 'a project that is no production has no drift'),
  ('sarah', 'Alpha', 'nothing', 'a production in which nothing is given for a while has no drift (control)')
) as c (name, place, answer, title);
select is(pg_temp.says('sarah', 'select count(*) from public.find_access_drift(null)'), 'PT404',
  'nothing has no drift');

-- what was given -------------------------------------------------------------------------
create function pg_temp.delegate(p_as text, p_by text, p_to text, p_place text, p_key text)
returns void
language sql as $$
  insert into ids select p_as, pg_temp.says(p_by, format(
    'select d from public.delegate_access(%L, %L, array[%L], %L, ''leave'') as d limit 1',
    tests.user_id(p_to), tests.scope_id(p_place), p_key, '2030-05-08 12:00+00'))::uuid
$$;
select pg_temp.delegate('key', 'lin', 'una', 'Alpha', 'override:request');
select is(pg_temp.drift(),
  'delegation | una | Alpha | override:request is delegated until 2030-05-08T12:00:00+00:00 | '
  'revoke_access', 'a permission that is delegated in the production is found (F39)');
select pg_temp.delegate('below', 'dan', 'una', 'Camera', 'schedule:view');
select pg_temp.delegate('above', 'olivia', 'lin', 'Company', 'script:view');
select pg_temp.delegate('beside', 'mal', 'lin', 'Beta', 'script:view');
select is(pg_temp.drift(), concat_ws(E'\n',
  'delegation | una | Alpha | override:request is delegated until 2030-05-08T12:00:00+00:00 | '
    'revoke_access',
  'delegation | una | Camera | schedule:view is delegated until 2030-05-08T12:00:00+00:00 | '
    'revoke_access',
  'delegation | lin | elsewhere | script:view is delegated until 2030-05-08T12:00:00+00:00 | '
    'revoke_access'),
  'what is delegated below and above counts in the production, and nothing beside it (F39)');
select pg_temp.says('una', format('select public.revoke_access(%L)', pg_temp.kept('key')));
select pg_temp.says('dan', format('select public.revoke_access(%L)', pg_temp.kept('below')));
select pg_temp.says('olivia', format('select public.revoke_access(%L)', pg_temp.kept('above')));
select is(pg_temp.drift(), 'nothing', 'what was delegated and is revoked is no drift (F39)');

insert into ids select 'given', pg_temp.says('eve', format(
  'select public.grant_spending_authority(%L, %L, %L, ''USD'', 100, 1000, array[''prep''])',
  tests.scope_id('Alpha'), tests.user_id('lin'), pg_temp.id('3300')))::uuid;
select is(pg_temp.drift(), 'nothing', 'authority that the executive producer gave is no drift');
insert into ids select 'part', pg_temp.says('lin', format(
  'select public.delegate_spending_authority(%L, %L, 50, 300)', pg_temp.kept('given'),
  tests.user_id('una')))::uuid;
select is(pg_temp.drift(), 'authority | una | Camera | USD 300 of 300 are left at 3300 and below, '
  'without an end | end_spending_authority',
  'a part of an authority that was passed on is found (F39)');
update public.productions set phase = 'wrap' where project_id = tests.project_id('Alpha');
select is(pg_temp.drift(), 'authority | una | Camera | USD 300 of 300 are left at 3300 and below, '
  'without an end; it was for prep, and the production is in wrap | end_spending_authority',
  'what was passed on for a phase that has ended says so (F39)');
select pg_temp.says('lin', format('select public.end_spending_authority(%L, ''over'')',
  pg_temp.kept('part')));
select is(pg_temp.drift(), 'nothing', 'a part that has ended is no drift (F39)');

-- overrides ------------------------------------------------------------------------------
insert into ids select 'override', pg_temp.says('lin', format(
  'select public.request_override(%L, ''Storm'', 60, %L, 100)', pg_temp.id('2000'),
  pg_temp.id('reserve')))::uuid;
select is(pg_temp.drift(), 'nothing', 'an override that is asked for is no drift');
select pg_temp.says('eve', format('select public.authorize_override(%L)', pg_temp.kept('override')));
select is(pg_temp.drift(), 'override | lin | Alpha | Granted at 2000 and below, until '
  '2030-05-01T13:00:00+00:00 | revoke_override', 'an override that is granted is found (F39)');
select pg_temp.says('lin', format('select public.start_override(%L)', pg_temp.kept('override')));
select tests.freeze_time('2030-05-01 13:00+00');
select is(pg_temp.drift(), 'override | lin | Alpha | Active at 2000 and below, over since '
  '2030-05-01T13:00:00+00:00 | expire_overrides',
  'an override that nobody swept behind its window is found (F39)');
select isnt(public.expire_overrides(), 0, 'a sweep ends it (control)');
select is(pg_temp.drift(), 'nothing',
  'nothing is found once every override and every delegation has ended (F39, F120)');

select * from finish();
rollback;
