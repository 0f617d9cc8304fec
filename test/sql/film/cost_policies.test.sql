-- save_cost_policy and remove_cost_policy: binding a role, and who may not loosen it (F31).
begin;
select plan(45);

-- The cast: Sarah produces Alpha, Pam keeps its books, Lin is line producer, Cam crew. Una is
-- a unit production manager who may edit the chart, Del does so by delegation from Pam. Mal produces
-- Beta.
select tests.create_user(name)
from unnest(array['sarah', 'pam', 'lin', 'cam', 'una', 'uma', 'mal']) as name;
select tests.create_organization('Elsewhere');
select tests.create_project(p) from unnest(array['Alpha', 'Beta']) as p;
select tests.create_role('unit_production_manager', 'Alpha',
  '{"cost:approve": "allow", "cost_code:edit": "allow", "cost_code:view": "allow"}');
select tests.create_role('deputy', 'Alpha', '{"cost_code:edit": "allow"}');
insert into stagedoor.role_includes (permission_role_id, included_role_id)
values (tests.role_id('deputy', 'Alpha'), tests.role_id('line_producer'));
select tests.create_role('foreign_role', 'Beta', '{"cost:approve": "allow"}');
select tests.create_role('gone', 'Alpha', '{"cost:approve": "allow"}');
update stagedoor.permission_roles set deleted_at = now() where role_key = 'gone';
select tests.grant_role(r.name, r.place, r.role_key)
from (values
  ('sarah', 'Alpha', 'producer'), ('pam', 'Alpha', 'production_accountant'),
  ('lin', 'Alpha', 'line_producer'), ('cam', 'Alpha', 'crew_member'),
  ('una', 'Alpha', 'unit_production_manager'), ('uma', 'Alpha', 'deputy'),
  ('mal', 'Beta', 'producer')
) as r (name, place, role_key);
insert into public.productions (project_id, currency)
select tests.project_id(p), 'USD' from unnest(array['Alpha', 'Beta']) as p;
insert into public.union_agreements (project_id, code, guild, jurisdiction)
values (tests.project_id('Beta'), 'OWN-1', 'Own', 'There');
create function pg_temp.agreement(p_code text) returns uuid
language sql stable security definer as $$
  select a.id from public.union_agreements as a where a.code = p_code
$$;
create function pg_temp.save(p_row jsonb) returns uuid
language sql as $$
  select public.save_cost_policy(tests.project_id('Alpha'),
    '{"role_key": "line_producer", "category": "below_line"}' || p_row)
$$;
create function pg_temp.policies() returns bigint
language sql stable security definer as $$
  select count(*) from public.cost_policies where project_id is not null
$$;

-- who may ------------------------------------------------------------------------------
select tests.authenticate_as('lin');
select throws_ok($$ select pg_temp.save('{}') $$, '42501', 'Access denied',
  'a line producer saves no policy');
select tests.authenticate_as('mal');
select throws_ok($$ select pg_temp.save('{}') $$, 'PT404', null,
  'a stranger saves no policy (F86)');
select tests.authenticate_as('pam');
select isnt(pg_temp.save('{"allows_line_producer_edit": true}'), null,
  'an accountant saves a policy (F31)');
select isnt(
  pg_temp.save('{"prefix": "3300", "phase": "prep", "requires_guild_approval": true}'), null,
  'a policy of a prefix and a phase is another one (F31)');
select is(
  pg_temp.save('{"prefix": "3300", "phase": "prep", "allows_line_producer_edit": true}'),
  (select id from public.cost_policies where prefix = '3300'),
  'a policy of the same prefix and phase is the same (F31)');
select results_eq(
  $$ select requires_guild_approval, allows_line_producer_edit from public.cost_policies
     where prefix = '3300' $$,
  $$ values (false, true) $$, 'a policy is saved as a whole');
select isnt(
  pg_temp.save(jsonb_build_object('union_agreement_id', pg_temp.agreement('IATSE-600'))),
  null, 'a policy of an agreement that ships is saved (F31)');
select is(pg_temp.policies(), 3::bigint, 'these three policies are there');

-- bad rows -----------------------------------------------------------------------------
select throws_ok(format('select pg_temp.save(%L)', r.row), r.code, null,
  format('a policy is not saved with %s', r.title))
from (values
  ('{"prefix": "330"}', '22023', 'a prefix of three digits'),
  ('{"prefix": "33%"}', '22023', 'a wildcard'),
  ('{"category": null}', '22023', 'no side of the line'),
  ('{"category": "both"}', '22023', 'both sides of the line'),
  ('{"phase": "shooting"}', '22023', 'a phase that is none'),
  ('{"requires_guild_approval": "perhaps"}', '22023', 'a flag that is none'),
  ('{"permission_role_id": "line_producer"}', '22023', 'an id that is none'),
  ('{"role_key": "nobody"}', 'PT404', 'a role that is not there'),
  ('{"role_key": "foreign_role"}', 'PT404', 'a role of another production'),
  ('{"permission_role_id": "5eed0000-0000-4000-8000-000000000001"}', 'PT404',
    'the id of no role'),
  ('{"union_agreement_id": "5eed0000-0000-4000-8000-000000000001"}', 'PT404',
    'an agreement that is not there'),
  (jsonb_build_object('union_agreement_id', pg_temp.agreement('OWN-1'))::text, 'PT404',
    'an agreement of another production'),
  ('{"id": null}', '22023', 'a column that is not theirs to write')
) as r (row, code, title);
select tests.clear_authentication();
create temporary table roles as
select r.id, case r.role_key when 'gone' then 'a role that was deleted'
  else 'a role of another production, by its id' end as title
from stagedoor.permission_roles as r where r.role_key in ('gone', 'foreign_role');
grant select on roles to authenticated;
select tests.authenticate_as('pam');
select throws_ok(
  format($$ select pg_temp.save('{"permission_role_id": "%s"}') $$, r.id), 'PT404',
  'Role not found', format('a policy is not saved for %s', r.title))
from roles as r order by r.title;
select is(pg_temp.policies(), 3::bigint, 'what was refused left no policy behind');

-- nobody loosens what binds them --------------------------------------------------------
select tests.authenticate_as('una');
select throws_ok(
  $$ select pg_temp.save('{"role_key": "unit_production_manager",
       "allows_line_producer_edit": true}') $$, '42501', null,
  'nobody saves a policy of a role that they hold');
select isnt(pg_temp.save('{"phase": "wrap"}'), null, 'they save one of another role');
select tests.authenticate_as('uma');
select throws_ok($$ select pg_temp.save('{"phase": "wrap"}') $$, '42501', null,
  'nobody saves a policy of a role that theirs includes');
select throws_ok($$ select pg_temp.save('{"role_key": "deputy"}') $$, '42501', null,
  'nobody saves a policy of the role that includes it');
select tests.clear_authentication();
create temporary table saved as select id, phase, prefix from public.cost_policies;
grant select on saved to authenticated;
select tests.authenticate_as('uma');
select throws_ok(
  $$ select public.remove_cost_policy((select id from saved where phase = 'wrap')) $$,
  '42501', null, 'nobody removes a policy of a role that theirs includes');
select tests.clear_authentication();
select tests.delegate('pam', 'lin', 'Alpha', 'cost_code:edit', now() + interval '1 day');
select tests.authenticate_as('lin');
select throws_ok($$ select pg_temp.save('{"phase": "post"}') $$, '42501', null,
  'a line producer with the chart by delegation does not loosen what binds them');
select isnt(pg_temp.save('{"role_key": "unit_production_manager"}'), null,
  'they bind another role');

-- removing -----------------------------------------------------------------------------
select tests.authenticate_as('cam');
select throws_ok(
  $$ select public.remove_cost_policy((select id from saved where phase = 'wrap')) $$,
  'PT404', 'Cost policy not found', 'crew find no policy to remove (F86)');
savepoint seen;
select tests.clear_authentication();
select tests.grant_key('cam', 'Alpha', 'cost_code:view');
select tests.authenticate_as('cam');
select throws_ok(
  $$ select public.remove_cost_policy((select id from saved where phase = 'wrap')) $$,
  '42501', 'Access denied', 'whoever sees the chart removes no policy (F31)');
rollback to seen;
select tests.authenticate_as('mal');
select throws_ok(
  $$ select public.remove_cost_policy((select id from saved where phase = 'wrap')) $$,
  'PT404', null, 'a stranger finds no policy to remove (F86)');
select tests.authenticate_as('pam');
select throws_ok($$ select public.remove_cost_policy(gen_random_uuid()) $$, 'PT404', null,
  'a policy that is not there is not removed (F86)');
select throws_ok(
  $$ select public.remove_cost_policy(
       (select id from public.cost_policies where project_id is null
        and category = 'above_line')) $$, 'PT404', null,
  'a policy that ships is not removed');
select ok(
  public.remove_cost_policy((select id from saved where phase = 'wrap')),
  'an accountant removes a policy');
select is_empty($$ select from public.cost_policies where phase = 'wrap' $$,
  'the policy is gone then');
select tests.authenticate_as('sarah');
select throws_ok(
  $$ insert into public.cost_policies (project_id, permission_role_id, category)
     values (tests.project_id('Alpha'), tests.role_id('line_producer'), 'below_line') $$,
  '42501', null, 'nobody writes a policy by hand');

-- the table ----------------------------------------------------------------------------
select tests.clear_authentication();
select throws_ok(
  format($$ insert into public.cost_policies
      (project_id, permission_role_id, category, prefix, union_agreement_id)
    values (tests.project_id('Alpha'), %L, 'below_line', %L, %L) $$, r.role_id, r.prefix,
    r.agreement_id), r.code, r.message, format('the table takes no policy of %s', r.title))
from (values
  (tests.role_id('line_producer'), '33', null, '22023',
    'A prefix has four digits and no wildcard, such as 1400', 'a prefix of two digits'),
  (tests.role_id('foreign_role', 'Beta'), '3300', null, '23514',
    'A role is built in, or defined at the production or above it',
    'a role of another production'),
  (tests.role_id('line_producer'), '3300', pg_temp.agreement('OWN-1'), '23514',
    'An agreement is one of the production, or one that ships',
    'an agreement of another production')
) as r (role_id, prefix, agreement_id, code, message, title);
select throws_ok(
  format($$ insert into public.cost_policies (project_id, permission_role_id, category)
    values (tests.project_id('Alpha'), %L, 'above_line') $$, r.id), '23514', null,
  format('the table takes no policy of %s', r.title))
from roles as r where r.title like '%deleted%';
select lives_ok(
  $$ insert into public.cost_policies (project_id, permission_role_id, category)
     values (tests.project_id('Alpha'), tests.role_id('deputy', 'Alpha'), 'above_line') $$,
  'the table takes a policy of a role of the production');

-- what is written down -------------------------------------------------------------------
select tests.flush();
select results_eq(
  $$ select e.event, e.actor_id
     from stagedoor.get_audit_events(tests.project_id('Alpha'), 1000, null, null) as e
     where e.event like 'cost_policy.%' and e.actor_id = tests.user_id('pam') order by e.seq $$,
  $$ select e, tests.user_id('pam') from unnest(array['cost_policy.created',
       'cost_policy.created', 'cost_policy.changed', 'cost_policy.created',
       'cost_policy.deleted']) as e $$,
  'what binds a role is written down, with who changed it (F24)');

select * from finish();
rollback;
