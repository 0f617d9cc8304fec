-- Asking: can, enforce, authorize, versions, projects, sessions and lists (F7, F57, F89,
-- F114).
begin;
select plan(59);
select tests.use_fixture_catalogue();

-- The cast: Ada produces Alpha, Ben is crew, Art holds things on their own, Eve is nobody.
select tests.create_user(name)
from unnest(array['ada', 'ben', 'art', 'eve', 'win', 'olga']) as name;
select tests.create_project('Alpha', 'North');
select tests.create_project('Beta', 'North');
select tests.create_project('Gamma', 'South');
select tests.create_department('Camera', 'Alpha');
select tests.grant_role('ada', 'Alpha', 'manager');
select tests.grant_role('ben', 'Alpha', 'fellow');
select tests.grant_policy('art', 'Alpha', 'sheet:view', 'own');
select tests.grant_policy('art', 'Alpha', 'sheet:upload', 'locked');
select tests.grant_key('art', 'Alpha', 'access:escalate');
select tests.grant_role('olga', 'North', 'manager');
select tests.freeze_time('2027-03-01 12:00:00+00');

-- enforce ------------------------------------------------------------------------
select tests.authenticate_as('ada');
select lives_ok(
  $$ select public.enforce('document:edit:all', tests.scope_id('Alpha')) $$,
  'enforce passes what the caller may do (F57)'
);
select tests.authenticate_as('ben');
select is(
  (r - 'details') || jsonb_build_object('details', (r ->> 'details')::jsonb),
  '{"code": "42501", "message": "Access denied", "hint": "ask_for_access",
    "details": {"error_code": "INSUFFICIENT_PERMISSIONS",
      "required_permission": "document:edit:assigned"}}',
  'enforce refuses with the key and the remedy (F87)'
)
from tests.refusal(
  $$ select public.enforce('document:edit:assigned', tests.scope_id('Alpha')) $$) as r;
select is(
  tests.refusal(format($$ select public.enforce('document:create', %L) $$, id)),
  '{"code": "PT404", "message": "Scope not found", "hint": "",
    "details": "{\"error_code\":\"NOT_FOUND\"}"}', why)
from (values
  (tests.scope_id('Gamma'), 'a foreign scope does not exist (F86)'),
  ('00000000-0000-4000-8000-00000000dead', 'an unknown scope answers like a foreign one'),
  (null, 'a null scope answers like an unknown one')
) as s (id, why);
select is(
  (tests.refusal($$ select public.enforce('props:none', tests.scope_id('Alpha')) $$)
    ->> 'code'), '42501', 'an unknown key is refused');
select tests.authenticate_as('art');
select lives_ok(
  $$ select public.enforce('sheet:view', tests.scope_id('Alpha'), tests.user_id('art')) $$,
  'enforce passes what the caller owns'
);
select is(
  tests.refusal($$ select public.enforce(
    'sheet:view', tests.scope_id('Alpha'), tests.user_id('ada')) $$) -> 'details',
  to_jsonb('{"error_code":"INSUFFICIENT_PERMISSIONS",'
    '"required_permission":"owner_or_manager_access"}'::text),
  'a refusal by ownership asks for ownership (F87)'
);
select is(
  tests.refusal(format($$ select public.enforce(%L, tests.scope_id('Alpha')) $$, key))
    ->> 'hint', remedy, format('the remedy against a refusal of %s is %s', key, remedy))
from (values ('sheet:view', 'ask_owner'), ('sheet:upload', 'enter_master_code'),
  ('access:escalate', 'step_up_mfa')) as r (key, remedy);

-- authorize ----------------------------------------------------------------------
select tests.authenticate_as('ada');
select set_eq(
  $$ select jsonb_object_keys(
       public.authorize('document:create', tests.scope_id('Alpha'))) $$,
  array['allowed', 'policy', 'reason', 'remedy', 'version', 'valid_until'],
  'an answer has six parts (F96)'
);
select is(
  public.authorize('document:create', tests.scope_id('Alpha')) -> 'valid_until', 'null',
  'a yes without an end has no horizon (F114)');

create function pg_temp.horizon(
  p_key text default 'document:create', p_scope text default 'Alpha')
returns timestamptz language sql as $$
  select (public.authorize(p_key, tests.scope_id(p_scope)) ->> 'valid_until')::timestamptz
$$;
select tests.grant_key('win', 'Alpha', 'document:create', null, '2027-06-01');
select tests.authenticate_as('win');
select is(pg_temp.horizon(), '2027-06-01'::timestamptz,
  'a yes ends with its access (F114)');
select tests.grant_role('win', 'Alpha', 'lead', null, '2027-05-01');
select is(pg_temp.horizon(), '2027-05-01'::timestamptz,
  'the earliest end of an applicable grant bounds a yes');
select tests.grant_role('win', 'Alpha', 'manager', '2027-04-01', null);
select is(pg_temp.horizon(), '2027-04-01'::timestamptz,
  'the earliest start of an applicable grant bounds a yes');
select tests.grant_key('win', 'Alpha', 'rota:create', null, '2027-03-15');
select is(pg_temp.horizon(), '2027-04-01'::timestamptz,
  'grants of other keys do not bound a yes');
select tests.grant_key('win', 'Beta', 'document:create', '2027-08-01');
select is(pg_temp.horizon('document:create', 'Beta'), '2027-08-01'::timestamptz,
  'a no ends when an access begins');
select is(pg_temp.horizon('document:approve', 'Beta'), null,
  'a no without a prospect has no horizon');
select tests.deny('win', 'Alpha', 'document:create');
select is(pg_temp.horizon(), '2027-04-01'::timestamptz,
  'the horizon under a denial counts the same moments');
select tests.authenticate_as('ben');
select tests.ban_user('ben', '2027-09-01');
select is(pg_temp.horizon(), '2027-09-01'::timestamptz, 'a no by a ban ends with the ban');
select tests.ban_user('ben', '2020-01-01');

-- What an answer stands on indirectly bounds it too: an :assigned key from above on the
-- access that assigns, a delegation on what it is delegated from.
select tests.create_user(name) from unnest(array['above', 'delegator', 'delegated']) as name;
select tests.grant_key('above', 'North', 'document:view:assigned');
select tests.grant_key('above', 'Camera', 'rota:view', null, '2027-10-01');
select tests.grant_key('delegator', 'Alpha', 'document:create', null, '2027-11-01');
select tests.delegate('delegator', 'delegated', 'Alpha', 'document:create', '2027-12-01');
create function pg_temp.horizons(p_who text, p_key text) returns text language plpgsql as $$
begin
  perform tests.authenticate_as(p_who);
  return concat_ws(' ', left(public.authorize(p_key, tests.scope_id('Alpha'))
      ->> 'valid_until', 10),
    left(public.get_my_session(tests.scope_id('Alpha')) ->> 'valid_until', 10));
end;
$$;
select is(pg_temp.horizons('above', 'document:view:assigned'), '2027-10-01 2027-10-01',
  'an answer ends with the access that assigns the project (F114)');
select is(pg_temp.horizons('delegated', 'document:create'), '2027-11-01 2027-11-01',
  'an answer ends with the source of its delegation (F114)');
select tests.clear_authentication();
select tests.create_user('lender_too');
select tests.grant_key('lender_too', 'Alpha', 'rota:edit', null, '2027-06-01');
select tests.revoke(
  tests.delegate('lender_too', 'delegated', 'Alpha', 'rota:edit', '2027-05-01'));
select tests.revoke(
  tests.grant_key('delegator', 'Alpha', 'sheet:view', null, '2027-04-01'));
insert into stagedoor.user_accesses (user_id, scope_type, scope_id, grant_type, grant_id,
  valid_from, delegated_from, status)
select a.user_id, a.scope_type, a.scope_id, a.grant_type, a.grant_id, '2027-03-15',
  a.delegated_from, 'Revoked'
from stagedoor.user_accesses as a
where a.user_id = tests.user_id('delegated')
  and a.grant_id = tests.permission_id('document:create');
select is(pg_temp.horizons('delegated', 'document:create'), '2027-11-01 2027-11-01',
  'a revoked access does not bound an answer (F114)');
select tests.ban_user('delegator', '2027-09-01');
select is(pg_temp.horizons('delegated', 'document:create'), '2027-09-01 2027-09-01',
  'a no may end with the ban of the delegator (F114)');

-- Denials are counted beside the log, a row a minute.
select tests.clear_authentication();
delete from stagedoor.access_denials;
create function pg_temp.counted() returns text language sql security definer as $$
  -- Over all minutes: the clock may go on to the next one between two questions.
  select coalesce(string_agg(format('%s %s %s', d.permission_key, d.reason, d.denials), ', '
    order by d.permission_key, d.reason), 'nothing')
  from (
    select a.permission_key, a.reason, sum(a.denials) as denials
    from stagedoor.access_denials as a
    group by a.permission_key, a.reason
  ) as d
$$;
select tests.authenticate_as('ben');
select public.authorize('document:create', tests.scope_id('Alpha'))
from generate_series(1, 3);
select is(pg_temp.counted(), 'document:create no_permission 3', 'refusals are counted (F89)');
select public.authorize('rota:view', tests.scope_id('Alpha'));
select public.can('document:approve', tests.scope_id('Alpha'));
select is(pg_temp.counted(), 'document:create no_permission 3',
  'a yes and the answers of can() are not counted');
select public.authorize(null, tests.scope_id('Alpha'));
select public.authorize('document:create', null);
select is(pg_temp.counted(), 'document:create no_permission 3',
  'a question about nothing is not counted');
select public.authorize('document:create', id)
from unnest(array[tests.scope_id('Gamma'), gen_random_uuid(), gen_random_uuid()]) as id;
select is(pg_temp.counted(), 'document:create no_permission 3, document:create unknown_scope 3',
  'foreign scopes are counted in one row with unknown ones');
select public.authorize('document:' || repeat('x', n), tests.scope_id('Alpha'))
from generate_series(1, 200, 50) as n;
select ok(pg_temp.counted() like '%? unknown_permission 4%',
  'unknown keys are counted in one row, however long they are');
select tests.flush();
select is_empty($$ select from public.get_my_projects() as p where p.name = 'Gamma' $$,
  'asking about a foreign project opens nothing');
select tests.clear_authentication();
select is_empty(
  $$ select from stagedoor.event_queue as q where q.event like 'access.denied%' $$,
  'a refusal records no event');

-- Repeated refusals of a member raise one alert; those of a stranger none.
update stagedoor.alert_rules set threshold = 5 where rule_key = 'repeated_denials';
delete from stagedoor.access_denials;
create function pg_temp.alerts() returns integer language sql security definer as $$
  select count(*)::integer from stagedoor.alerts as a where a.rule_key = 'repeated_denials'
$$;
select tests.authenticate_as('ben');
select public.authorize('document:create', tests.scope_id('Alpha'))
from generate_series(1, 4);
select is(pg_temp.alerts(), 0, 'four refusals raise no alert');
select public.authorize('document:create', tests.scope_id('Alpha'));
select is(pg_temp.alerts(), 1, 'five refusals raise an alert (F89)');
select public.authorize('document:create', tests.scope_id('Alpha'))
from generate_series(1, 9);
select is(pg_temp.alerts(), 1, 'an open alert is raised once');
select tests.authenticate_as('eve');
select public.authorize('document:create', tests.scope_id('Alpha'))
from generate_series(1, 9);
select is(pg_temp.alerts(), 1, 'refusals of a stranger raise no alert');

-- get_my_projects ------------------------------------------------------------------
select tests.authenticate_as('olga');
select results_eq(
  $$ select p.name, p.roles from public.get_my_projects() as p $$,
  $$ values ('Alpha', array['manager']), ('Beta', array['manager']) $$,
  'a manager of an organization has its projects on the list (F7, F14)'
);
select tests.grant_role('olga', 'Beta', 'clerk', null, '2027-07-01');
select tests.grant_role('olga', 'Beta', 'fellow', '2027-06-15');
select results_eq(
  $$ select p.roles, p.valid_until from public.get_my_projects() as p
     where p.name = 'Beta' $$,
  $$ values (array['clerk', 'manager'], '2027-06-15'::timestamptz) $$,
  'the list tells the roles of a project and when they change (F114)'
);
select tests.deny('olga', 'Beta', 'project:view:assigned');
select results_eq($$ select p.name from public.get_my_projects() as p $$, array['Alpha'],
  'a denied project is not on the list');
select tests.authenticate_as('ben');
select results_eq($$ select p.name from public.get_my_projects() as p $$, array['Alpha'],
  'crew have the project that they work on');
select tests.authenticate_as('eve');
select is_empty($$ select from public.get_my_projects() $$, 'a stranger has no project');
select tests.grant_role('eve', 'Alpha', 'manager', p_status => 'Invited');
select tests.grant_role('eve', 'Alpha', 'fellow', '2028-01-01');
select tests.grant_role('eve', 'Beta', 'fellow', null, '2027-01-01');
select tests.grant_role('eve', 'Gamma', 'fellow', p_status => 'Revoked');
select is_empty($$ select from public.get_my_projects() $$,
  'an access that does not count now lists no project');
select tests.create_user('dan');
select tests.delegate('ada', 'dan', 'Camera', 'document:create');
select tests.authenticate_as('dan');
select results_eq($$ select p.name, p.roles from public.get_my_projects() as p $$,
  $$ values ('Alpha', '{}'::text[]) $$, 'a delegation lists its project');
select tests.revoke(a.id) from stagedoor.user_accesses as a
where a.user_id = tests.user_id('ada');
select tests.clear_authentication();
select tests.revoke(a.id) from stagedoor.user_accesses as a
where a.user_id = tests.user_id('ada');
select tests.authenticate_as('dan');
select is_empty($$ select from public.get_my_projects() $$,
  'an ended delegation lists no project');
select tests.grant_role('ada', 'Alpha', 'manager');

-- get_my_session -------------------------------------------------------------------
select tests.authenticate_as('art', 'aal1', '00000000-0000-4000-8000-000000000001');
select is(
  public.get_my_session(tests.scope_id('Alpha')) -> 'permissions',
  '[{"key": "sheet:upload", "policy": "locked"}, {"key": "sheet:view", "policy": "own"}]',
  'a session tells keys with their policies, locked ones included'
);
select is(
  public.get_my_session(tests.scope_id('Alpha')) -> 'menu',
  (select jsonb_agg(to_jsonb(m)) from public.get_user_project_menu(
     tests.user_id('art'), tests.scope_id('Alpha')) as m),
  'a session tells the menu'
);
select tests.authenticate_as('art', 'aal2');
select ok(
  public.get_my_session(tests.scope_id('Alpha')) -> 'permissions'
    @> '[{"key": "access:escalate", "policy": "allow"}]',
  'a session at aal2 tells what the second factor opens (F102)'
);
select tests.authenticate_as('win');
select is(
  public.get_my_session(tests.scope_id('Alpha')) ->> 'valid_until',
  to_jsonb('2027-03-15'::timestamptz) #>> '{}',
  'a session is valid until the first of its parts changes (F114)');
select tests.authenticate_as('ben');
select is(
  public.get_my_session(tests.scope_id('Gamma')),
  public.get_my_session('00000000-0000-4000-8000-00000000dead'),
  'a session at a foreign scope answers like one at an unknown scope');
select is(public.get_my_session(null) -> 'permissions', '[]',
  'a session at a null scope has no permissions');

-- get_user_permissions ---------------------------------------------------------------
select results_eq(
  $$ select * from public.get_user_permissions(tests.user_id('ben'),
       tests.scope_id('Alpha')) $$,
  $$ values ('project:view:assigned', 'allow', 'role:fellow', null::timestamptz),
       ('rota:view', 'allow', 'role:fellow', null) $$,
  'get_user_permissions says what a user holds and by what'
);
select is_empty(
  $$ select * from public.get_user_permissions(tests.user_id('ben'),
       tests.scope_id('Gamma')) $$, 'get_user_permissions says nothing of a foreign scope');
select tests.authenticate_as('win');
select results_eq(
  $$ select l.policy, l.via, l.valid_until from public.get_user_permissions(
       tests.user_id('win'), tests.scope_id('Alpha')) as l
     where l.permission_key in ('rota:create', 'rota:view') $$,
  $$ values ('allow', 'permission', '2027-03-15'::timestamptz),
       ('allow', 'role:lead', '2027-05-01') $$,
  'get_user_permissions tells the earliest end behind a key'
);
select is_empty(
  $$ select from public.get_user_permissions(
       tests.user_id('win'), tests.scope_id('Alpha')) as l
     where l.permission_key = 'document:create' $$,
     'get_user_permissions leaves out a denied key');
select tests.authenticate_as('ada');
select ok(
  exists (select from public.get_user_permissions(
    tests.user_id('art'), tests.scope_id('Alpha')) as l
    where l.permission_key = 'access:escalate'),
  'get_user_permissions of others tells what a second factor opens (F13)');
select ok(
  not exists (select from public.get_user_permissions(
    tests.user_id('art'), tests.scope_id('Alpha')) as l where l.policy = 'locked'),
  'get_user_permissions of others leaves out what a code would open');

-- a lost race --------------------------------------------------------------------
select is(tests.refusal('select stagedoor.raise_conflict()') - '{message,hint}'::text[],
  '{"code": "PT409", "details": "{\"error_code\":\"CONFLICT\"}"}',
  'a lost race is a conflict, to be tried again');

-- read-only ----------------------------------------------------------------------
select tests.clear_authentication();
delete from stagedoor.access_uses;
select tests.authenticate_as('ben');
select set_config('transaction_read_only', 'on', true);
select is(
  public.authorize('document:create', tests.scope_id('Alpha')) ->> 'reason',
  'no_permission', 'a read-only transaction is answered without counting');
select is(
  public.authorize('rota:view', tests.scope_id('Alpha')) ->> 'reason',
  'granted', 'a read-only transaction that may is answered without counting (F100)');

select * from finish();
rollback;
