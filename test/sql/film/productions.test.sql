-- public.productions: becoming one, its executive producer and its phase.
begin;
select plan(52);

-- The cast: Sarah produces Alpha, Lin is line producer there, Cam is crew, Dan heads its
-- camera department alone, Eve is executive producer. Olga may give what she does not hold.
-- Mal produces Beta.
select tests.create_user(name)
from unnest(array['sarah', 'lin', 'cam', 'dan', 'eve', 'olga', 'mal']) as name;
select tests.create_project(p) from unnest(array['Alpha', 'Beta', 'Gamma']) as p;
select tests.create_department('Camera', 'Alpha');
select tests.grant_role(r.name, r.project, r.role_key)
from (values
  ('sarah', 'Alpha', 'producer'), ('lin', 'Alpha', 'line_producer'),
  ('cam', 'Alpha', 'crew_member'), ('dan', 'Camera', 'department_head'),
  ('eve', 'Alpha', 'executive_producer'), ('mal', 'Beta', 'producer'),
  ('sarah', 'Gamma', 'producer')
) as r (name, project, role_key);
select tests.grant_key('olga', 'Alpha', 'access:escalate');
select tests.grant_key('olga', 'Alpha', 'project:view:assigned');

create function pg_temp.events(p_project text)
returns table (seq bigint, event text, before jsonb, after jsonb, reason text)
language sql
as $$
  select e.seq, e.event, e.before, e.after, e.reason
  from stagedoor.get_audit_events(tests.project_id(p_project), 1000, null, null) as e
$$;

-- becoming one ---------------------------------------------------------------------
select tests.authenticate_as('lin');
select throws_ok(
  $$ select public.create_production(tests.project_id('Alpha'), 'USD') $$, '42501',
  'Access denied', 'a line producer does not make a project a production');
select tests.authenticate_as('sarah');
select throws_ok(
  $$ select public.create_production(tests.project_id('Alpha'), 'usd') $$, '22023',
  'A currency is one of public.currencies, such as USD',
  'a production has a currency that exists');
select throws_ok(
  $$ select public.create_production(tests.project_id('Alpha'), null) $$, '22023', null,
  'a production has a currency');
select throws_ok(
  $$ select public.create_production(tests.project_id('Alpha'), 'USD', 'Mars/Base') $$,
  '22023', null, 'a production has a time zone that exists (F127)');
select is(
  public.create_production(tests.project_id('Alpha'), 'USD', 'America/Los_Angeles'),
  tests.project_id('Alpha'), 'a producer makes a project a production');
select is(
  public.create_production(tests.project_id('Alpha'), 'USD'), tests.project_id('Alpha'),
  'making a production again changes nothing');
select throws_ok(
  $$ select public.create_production(tests.project_id('Alpha'), 'EUR') $$, '23505',
  'It is a production already, in USD', 'a production does not change its currency');
select throws_ok(
  $$ select public.create_production(tests.scope_id('Camera'), 'USD') $$, 'PT404', null,
  'a department is no production');
select throws_ok(
  $$ select public.create_production(tests.project_id('Beta'), 'USD') $$, 'PT404', null,
  'a stranger finds no project to make a production of (F86)');
select throws_ok(
  $$ select public.create_production(gen_random_uuid(), 'USD') $$, 'PT404', null,
  'a project that is not there is no production (F86)');
select results_eq(
  $$ select phase, currency, executive_producer_id from public.productions
     where project_id = tests.project_id('Alpha') $$,
  $$ values ('development', 'USD', null::uuid) $$,
  'a production begins in development with nobody designated (F36)');
select tests.clear_authentication();
select is(
  stagedoor.scope_time_zone(tests.scope_id('Camera')), 'America/Los_Angeles',
  'the days of a production, and of its departments, are those of its zone (F127)');
select tests.authenticate_as('sarah');
select public.create_production(tests.project_id('Gamma'), 'JOD');

-- who sees it ----------------------------------------------------------------------
select results_eq(
  $$ select currency from public.productions order by 1 $$, array['JOD', 'USD'],
  'a producer sees their productions');
select tests.authenticate_as('cam');
select results_eq(
  $$ select phase from public.productions $$, array['development'],
  'crew know the phase of the production that they work on');
select tests.authenticate_as('dan');
select results_eq(
  $$ select phase from public.productions $$, array['development'],
  'whoever works in a department alone knows the phase of the production');
select tests.authenticate_as('mal');
select is_empty(
  $$ select * from public.productions $$, 'a stranger sees no production (F6)');
select tests.authenticate_as('sarah');
select throws_ok(
  $$ update public.productions set phase = 'wrap' $$, '42501', null,
  'not even a producer moves the phase by hand');
select throws_ok(
  $$ insert into public.productions (project_id, currency)
     values (tests.project_id('Beta'), 'USD') $$, '42501', null,
  'nobody makes a production by hand');

-- the executive producer -----------------------------------------------------------
select throws_ok(
  $$ select public.designate_executive_producer(
       tests.project_id('Alpha'), tests.user_id('eve')) $$, '42501', null,
  'a producer does not designate the lender''s executive producer (F40)');
select tests.authenticate_as('olga');
select throws_ok(
  $$ select public.designate_executive_producer(
       tests.project_id('Alpha'), tests.user_id('eve')) $$, '42501', null,
  'designating asks for a second factor (F102)');
select tests.authenticate_as('olga', 'aal2');
select throws_ok(
  $$ select public.designate_executive_producer(
       tests.project_id('Alpha'), tests.user_id('olga')) $$, '42501', null,
  'nobody designates themselves (F40)');
select throws_ok(
  $$ select public.designate_executive_producer(
       tests.project_id('Alpha'), tests.user_id('mal')) $$, 'PT404', 'Account not found',
  'whoever does not work there is not designated');
select throws_ok(
  $$ select public.designate_executive_producer(
       tests.project_id('Alpha'), gen_random_uuid()) $$, 'PT404', 'Account not found',
  'an account that is not there is not designated');
select throws_ok(
  $$ select public.designate_executive_producer(
       tests.project_id('Beta'), tests.user_id('eve')) $$, 'PT404', null,
  'a stranger designates nobody (F86)');
select is(
  public.designate_executive_producer(tests.project_id('Alpha'), tests.user_id('eve')),
  tests.project_id('Alpha'), 'whoever may give what they do not hold designates (F40)');
select is(
  (select executive_producer_id from public.productions), tests.user_id('eve'),
  'the designated executive producer is named by the production (F40)');
select lives_ok(
  $$ select public.designate_executive_producer(
       tests.project_id('Alpha'), tests.user_id('eve')) $$,
  'designating the same person again is no error');
select tests.flush();
select tests.clear_authentication();
select is(
  (select count(*)::integer
   from pg_temp.events('Alpha') as e
   where e.event = 'production.changed'
     and e.after ->> 'executive_producer_id' = tests.user_id('eve')::text),
  1, 'who is designated is written down once (F24)');
select tests.authenticate_as('olga', 'aal2');
select lives_ok(
  $$ select public.designate_executive_producer(tests.project_id('Alpha'), null) $$,
  'a designation is taken back');
select is(
  (select executive_producer_id from public.productions), null,
  'nobody is designated then');

-- the phase ------------------------------------------------------------------------
select tests.authenticate_as('lin');
select throws_ok(
  $$ select public.set_production_phase(tests.project_id('Alpha'), 'prep', 'x') $$,
  '42501', null, 'a line producer does not move the phase (F36)');
select tests.authenticate_as('mal');
select throws_ok(
  $$ select public.set_production_phase(tests.project_id('Alpha'), 'prep', 'x') $$,
  'PT404', null, 'a stranger moves no phase (F86)');
select throws_ok(
  $$ select public.set_production_phase(tests.project_id('Beta'), 'prep', 'x') $$,
  'PT404', 'Production not found', 'a project that is no production has no phase');
select tests.authenticate_as('sarah');
select throws_ok(
  format($$ select public.set_production_phase(tests.project_id('Alpha'), %L, 'x') $$, p),
  '22023', 'A phase is development, prep, principal_photography, wrap or post',
  format('%s is no phase (F36)', coalesce(p, 'null')))
from unnest(array['shooting', 'Prep', '', null]) as p;
select throws_ok(
  format($$ select public.set_production_phase(tests.project_id('Alpha'), 'prep', %L) $$,
    r.reason),
  '22023', 'A reason has 1 to 1000 characters', r.title)
from (values
  (null, 'a phase is not moved without a reason (F36)'),
  ('  ', 'blanks are no reason'),
  (repeat('x', 1001), 'a reason has an end')
) as r (reason, title);
create temporary table versions (before bigint);
grant all on versions to authenticated;
insert into versions select public.get_access_version(tests.project_id('Alpha'));
select is(
  public.set_production_phase(tests.project_id('Alpha'), 'prep', 'financed'),
  (select before from versions), 'moving the phase answers the version before (F36, F37)');
select is(
  (select phase from public.productions where project_id = tests.project_id('Alpha')),
  'prep', 'the next statement knows the phase (F36)');
select tests.flush();
select cmp_ok(
  public.get_access_version(tests.project_id('Alpha')), '>',
  (select before from versions), 'whatever remembers the phase is out of date (F37)');
select lives_ok(
  format($$ select public.set_production_phase(tests.project_id('Alpha'), %L, 'on') $$, p),
  format('a production moves on, or back, to %s (F36)', p))
from unnest(array['principal_photography', 'wrap', 'post', 'development']) as p;
update versions set before = public.get_access_version(tests.project_id('Alpha'));
select lives_ok(
  $$ select public.set_production_phase(
       tests.project_id('Alpha'), 'development', 'again') $$,
  'the phase that it is in is no error');
select tests.clear_authentication();
update public.productions set currency = currency;
select tests.flush();
select is_empty(
  $$ select from pg_temp.events('Alpha') as e
     where e.event = 'production.changed' and e.before = e.after $$,
  'what changes nothing is not written down');
select results_eq(
  $$ select e.after ->> 'phase', e.reason from pg_temp.events('Alpha') as e
     where e.event = 'production.changed' and e.after ? 'phase' order by e.seq $$,
  $$ values ('prep', 'financed'), ('principal_photography', 'on'), ('wrap', 'on'),
       ('post', 'on'), ('development', 'on') $$,
  'each change of phase is written down with its reason, and no other (F36, F24)');

-- the project ------------------------------------------------------------------------
select tests.archive('Alpha');
select tests.authenticate_as('sarah');
select throws_ok(
  $$ select public.set_production_phase(tests.project_id('Alpha'), 'post', 'x') $$,
  '42501', null, 'in an archived project no phase moves');
select lives_ok(
  $$ select public.set_production_phase(tests.project_id('Gamma'), 'post', 'x') $$,
  'in a project that is not archived it does');

select * from finish();
rollback;
