-- Explaining a decision: why a user may or may not (F25, F96).
begin;
select plan(91);
select tests.use_fixture_catalogue();
select tests.freeze_time('2027-03-01 12:00:00+00');

-- The cast: Mia manages Alpha and Beta, Olga the company; Sam works in both, with documents
-- in Alpha alone; Lea has left; Eve is nobody; Lou leads Gamma of another company.
select tests.create_user(name)
from unnest(array['mia', 'olga', 'sam', 'lea', 'eve', 'lou', 'del', 'art', 'ned']) as name;
update stagedoor.user_accounts as a
set fullname_first = initcap(n), fullname_last = 'Lee'
from unnest(array['mia', 'olga', 'sam', 'lea', 'lou', 'del', 'art', 'ned']) as n
where a.id = tests.user_id(n);
select tests.create_project('Alpha', 'North'), tests.create_project('Beta', 'North');
select tests.create_project('Gamma', 'South'), tests.create_department('Camera', 'Alpha');
select tests.grant_role('mia', 'Alpha', 'manager'), tests.grant_role('mia', 'Beta', 'manager');
select tests.grant_role('olga', 'North', 'manager');
select tests.grant_key('olga', 'North', 'access:escalate');
select tests.grant_role('lou', 'Gamma', 'manager'), tests.grant_role('sam', 'Beta', 'fellow');
select tests.grant_role('sam', 'Alpha', 'head');
select tests.grant_role('lea', 'Beta', 'lead', p_status => 'Revoked');
select tests.create_permission('vault:edit'), tests.create_permission('note:edit');
select tests.create_role('house', 'North', '{"rota:edit": "allow"}');

create function pg_temp.why(
  p_user text, p_key text, p_scope text, p_owner uuid default null
)
returns table (
  step integer, checkpoint text, outcome text, detail jsonb, remedy text
)
language sql
as $$
  select * from public.explain_access(
    tests.id_for(p_user), p_key, tests.scope_id(p_scope), p_owner)
$$;
create function pg_temp.part(
  p_user text, p_key text, p_scope text, p_checkpoint text, p_owner uuid default null
)
returns jsonb
language sql
as $$
  select w.detail from pg_temp.why(p_user, p_key, p_scope, p_owner) as w
  where w.checkpoint = p_checkpoint
$$;

-- in one call ------------------------------------------------------------------------
select tests.authenticate_as('sam');
select results_eq(
  $$ select w.step, w.checkpoint, w.outcome, w.remedy
     from pg_temp.why('sam', 'document:view:assigned', 'Beta') as w $$,
  $$ values (1, 'caller', 'pass', 'none'), (2, 'permission', 'pass', 'none'),
       (3, 'scope', 'pass', 'none'), (4, 'archive', 'pass', 'none'),
       (5, 'access', 'fail', 'ask_for_access'), (6, 'verdict', 'fail', 'ask_for_access'),
       (7, 'change', 'info', 'ask_for_access'), (8, 'roles', 'info', 'ask_for_access'),
       (9, 'ask', 'info', 'ask_for_access') $$,
  'a no is explained up to the first step that fails, then what would help (F96)');
select is(
  pg_temp.part('sam', 'document:view:assigned', 'Beta', 'verdict') ->> 'sentence',
  'You may not use document:view:assigned in Beta: no access grants it here. Roles that '
    'would carry it: Head, Teller, Lead, Manager. Ask somebody who gives access there.',
  'a user reads in a sentence why they may not (F25, F96)');
select is(
  pg_temp.part('sam', 'document:view:assigned', 'Beta', 'ask'), '{"people": []}',
  'a user who may not list accesses is told no name of those who give them (F21)');
select tests.authenticate_as('mia');
select is(
  pg_temp.part('sam', 'document:view:assigned', 'Beta', 'verdict') ->> 'sentence',
  'Sam Lee may not use document:view:assigned in Beta: no access grants it here. Roles '
    'that would carry it: Head, Teller, Lead, Manager. Ask yourself.',
  'a manager reads in a sentence why a user may not (F25, F96)');
select is(
  pg_temp.part('sam', 'document:view:assigned', 'Beta', 'ask') -> 'people',
  jsonb_build_array(jsonb_build_object(
    'user_id', tests.user_id('mia'), 'name', 'Mia Lee', 'is_you', true)),
  'users who give access above stay unnamed to a manager who cannot list them (F21)');
-- A manager who is banned and one who is denied to give access cannot be asked.
select tests.clear_authentication();
select tests.create_user('bye'), tests.create_user('nay');
select tests.grant_role(n, 'Beta', 'manager') from unnest(array['bye', 'nay']) as n;
select tests.ban_user('bye'), tests.deny('nay', 'Beta', 'access:grant');
-- Roles of another tenant, a deleted one, and one that denies what it allows.
select tests.create_role('southern', 'South', '{"document:view:assigned": "allow"}');
select tests.create_role('bygone', 'North', '{"document:view:assigned": "allow"}');
update stagedoor.permission_roles as r
set deleted_at = stagedoor.instant() where r.id = tests.role_id('bygone', 'North');
select tests.create_role('narrow', 'North',
  '{"document:edit:assigned": "allow", "document:view:assigned": "deny"}');
select tests.authenticate_as('olga');
select is(
  array(select r.value ->> 'role_key' from jsonb_array_elements(pg_temp.part(
    'sam', 'document:view:assigned', 'Beta', 'roles') -> 'roles') as r),
  '{head,teller,lead,manager}',
  'no role of another tenant is named, none that is deleted and none that denies (F96)');
select set_eq(
  $$ select p.value ->> 'name' from jsonb_array_elements(pg_temp.part(
       'sam', 'document:view:assigned', 'Beta', 'ask') -> 'people') as p $$,
  array['Mia Lee', 'Olga Lee'],
  'all who give access are named to whoever lists the accesses above as well (F96)');
select tests.clear_authentication();
select tests.grant_key('sam', 'Gamma', 'access:view');
select tests.grant_role('mia', 'Gamma', 'fellow');
select tests.authenticate_as('sam');
select is(
  (pg_temp.part('sam', 'document:view:assigned', 'Beta', 'ask') #>> '{people,0,name}'),
  'Mia Lee', 'a user is named who is seen in another project (F96)');

-- a yes ------------------------------------------------------------------------------
select results_eq(
  $$ select w.checkpoint, w.outcome
     from pg_temp.why('sam', 'document:view:assigned', 'Alpha') as w $$,
  $$ values ('caller', 'pass'), ('permission', 'pass'), ('scope', 'pass'),
       ('archive', 'pass'), ('access', 'pass'), ('deny', 'pass'), ('allow', 'pass'),
       ('second_factor', 'info'), ('verdict', 'pass') $$,
  'a yes is explained step by step and needs no help (F96)');
select is(
  (pg_temp.part('sam', 'document:view:assigned', 'Alpha', 'allow') -> 'access')
    - '{access_id,scope_id}'::text[],
  '{"via": "role:head", "role": "Head", "state": "live", "policy": "allow",
    "scope_name": "Alpha", "scope_type": "project",
    "link": {"policy": "allow", "permission_key": "document:view:assigned"}}',
  'a yes names the access, its role and the link (F96)');
select is(
  pg_temp.part('sam', 'document:view:assigned', 'Alpha', 'verdict') ->> 'sentence',
  'You may use document:view:assigned in Alpha: an access allows it '
    '(the role Head at Alpha).', 'a yes is a sentence, too (F96)');
select tests.clear_authentication();
select tests.grant_key('ned', 'Alpha', 'document:edit:all');
select tests.create_role('includes', 'North', '{}');
insert into stagedoor.role_includes (permission_role_id, included_role_id)
values (tests.role_id('includes', 'North'), tests.role_id('house', 'North'));
select tests.grant_role('ned', 'Beta', 'includes');
select tests.authenticate_as('ned');
select is(
  pg_temp.part('ned', 'document:view:assigned', 'Alpha', 'allow') #> '{access,link}',
  '{"policy": "allow", "permission_key": "document:edit:all", "implication":
    ["document:edit:all", "document:edit:assigned", "document:view:assigned"]}',
  'an implied key is explained by the implications that lead to it (F3, F96)');
select is(
  pg_temp.part('ned', 'rota:view', 'Beta', 'allow') #> '{access,link}',
  '{"policy": "allow", "permission_key": "rota:edit", "included_role": "house",
    "implication": ["rota:edit", "rota:view"]}',
  'a key of an included role is explained by that role (F96)');
select is(
  pg_temp.part('ned', 'document:view:assigned', 'Alpha', 'verdict') ->> 'sentence',
  'You may use document:view:assigned in Alpha: an access allows it '
    '(a grant of the permission at Alpha).',
  'a direct grant is called so in the sentence (F96)');

-- reach ------------------------------------------------------------------------------
select tests.clear_authentication();
select tests.grant_policy('art', 'North', 'document:view:assigned', 'allow');
select tests.grant_key('art', 'Alpha', 'audit:view');
select tests.authenticate_as('art');
select is(
  pg_temp.part('art', 'document:view:assigned', 'Beta', 'access') #> '{short,0,why}', '"assigned_projects_only"',
  'an :assigned key from above is told as short of an unassigned project (F2, F96)');
select is(
  pg_temp.part('art', 'document:view:assigned', 'Alpha', 'access') -> 'short', '[]',
  'an :assigned key from above is not short of an assigned project (control)');
select is(
  pg_temp.part('art', 'document:view:assigned', 'North', 'change')
    #>> '{changes,0,args,p_grant_key}', 'document:view:all',
  'above the projects the smallest change is a key that reaches there (F2, F96)');
select is(
  (select count(*) from jsonb_array_elements(pg_temp.part(
    'art', 'document:view:assigned', 'North', 'roles') -> 'roles') as r
   where r.value ->> 'role_key' in ('head', 'teller')), 0::bigint,
  'above the projects no role is named that carries the key for assigned ones alone (F2)');

-- delegations ------------------------------------------------------------------------
select tests.clear_authentication();
select tests.grant_role('del', 'Beta', 'lead');
select tests.delegate('del', 'ned', 'Beta', 'document:create', '2027-06-01 00:00:00+00');
select tests.authenticate_as('ned');
select is(
  pg_temp.part('ned', 'document:create', 'Beta', 'verdict') ->> 'sentence',
  'You may use document:create in Beta: somebody who may do it has delegated it '
    '(a delegation by Del Lee at Beta).',
  'a delegate is told who delegated (F20, F96)');
select tests.clear_authentication();
select tests.deny('del', 'Beta', 'document:create');
select tests.authenticate_as('ned');
select is(
  pg_temp.part('ned', 'document:create', 'Beta', 'access') #> '{short,0,why}',
  '"delegator_no_longer_holds_it"',
  'a delegation whose delegator lost the key is told as such (F20, F96)');
select tests.authenticate_as('mia');
select is(
  pg_temp.part('ned', 'document:create', 'Beta', 'access')
    #>> '{short,0,delegated_from}', 'Del Lee',
  'a manager is told the delegator, whose accesses they list (F20, F96)');
select tests.clear_authentication();
select tests.delegate('olga', 'ned', 'Beta', 'project:view:assigned', '2027-06-01 00:00:00+00');
select tests.authenticate_as('mia');
select ok(
  a ->> 'via' = 'delegation' and a ? 'access_id' and not coalesce(a ? 'delegated_from', false),
  'a delegator whose accesses a manager cannot list stays unnamed (F21, F96)')
from (select pg_temp.part('ned', 'project:view:assigned', 'Beta', 'allow') -> 'access') as t (a);

-- about others -----------------------------------------------------------------------
select tests.clear_authentication();
select tests.grant_role('sam', 'North', 'house');
select tests.authenticate_as('mia');
select is(
  pg_temp.part('sam', 'rota:edit', 'Beta', 'allow') -> 'access',
  '{"via": "role:house", "role": "house", "state": "live", "policy": "allow",
    "scope_type": "organization",
    "link": {"policy": "allow", "permission_key": "rota:edit"}}',
  'an access above is told without what only a list of that scope would show (F21)');
select matches(
  pg_temp.part('olga', 'rota:view', 'Beta', 'verdict') ->> 'sentence', '^This user may use ',
  'a user whose accesses a manager cannot list is not named (F21, F96)');
select tests.authenticate_as('olga');
select ok(
  pg_temp.part('sam', 'rota:edit', 'Beta', 'allow') -> 'access' ?& array[
    'access_id', 'scope_id', 'scope_name'],
  'an access above is told in full to whoever lists it (control)');
select tests.authenticate_as('mia');
select is(
  array(
    select array[w.checkpoint, w.outcome] from pg_temp.why('eve', 'rota:view', 'Beta') as w),
  array[['caller', 'info'], ['permission', 'pass'], ['scope', 'fail'],
    ['verdict', 'fail'], ['change', 'info'], ['roles', 'info'], ['ask', 'info']],
  'a user without an access near the scope is no member, and no more is told (F96)');
select is(
  pg_temp.part('eve', 'rota:view', 'Beta', 'verdict') ->> 'reason', 'not_a_member',
  'the reason about a stranger is not_a_member (F96)');
select tests.clear_authentication();
select tests.create_user('banned');
select tests.grant_role('banned', 'Gamma', 'fellow'), tests.ban_user('banned');
select tests.authenticate_as('mia');
select is(
  (select jsonb_agg(to_jsonb(e) #- '{detail,user_id}' #- '{detail,changes}')
   from public.explain_access(u.id, 'rota:view', tests.scope_id('Beta')) as e),
  (select jsonb_agg(to_jsonb(e) #- '{detail,user_id}' #- '{detail,changes}')
   from public.explain_access(
     tests.user_id('eve'), 'rota:view', tests.scope_id('Beta')) as e),
  format('%s is explained like any stranger: who has an account is not told', u.what))
from (values
  (tests.user_id('banned'), 'a banned stranger'),
  ('00000000-0000-4000-8000-00000000dead'::uuid, 'an unknown id'),
  (null, 'a null id')
) as u (id, what);
select is(
  (select e.detail ->> 'reason' from public.explain_access(
    tests.user_id('eve'), 'rota:veiw', tests.scope_id('Beta')) as e
   where e.checkpoint = 'verdict'), 'unknown_permission',
  'an unknown key comes before the person (F96)');
select is(
  pg_temp.part('sam', 'access:escalate', 'Beta', 'caller') ->> 'judged',
  'without an elevation and a second factor',
  'a question about somebody else is judged without their session (F96)');
select tests.authenticate_as('sam');
select is(
  tests.refusal($$ select public.explain_access(
    tests.user_id('mia'), 'rota:view', tests.scope_id('Beta')) $$) ->> 'code', '42501',
  'a question about somebody else needs access:view there (F96)');
select is(
  tests.refusal($$ select public.explain_access(null, 'rota:view', tests.scope_id('Beta')) $$)
    ->> 'code', '42501', 'a question about nobody is one about somebody else (F96)');
select tests.authenticate_as('lou');
select is(
  tests.refusal($$ select public.explain_access(
    tests.user_id('sam'), 'rota:view', tests.scope_id('Beta')) $$) ->> 'code', 'PT404',
  'a question about somebody else in a foreign scope finds none (F86)');

-- a former member --------------------------------------------------------------------
select tests.authenticate_as('lea');
select is(
  array(
    select array[w.checkpoint, w.outcome] from pg_temp.why('lea', 'document:create', 'Beta') as w),
  array[['caller', 'pass'], ['permission', 'pass'], ['scope', 'pass'], ['archive', 'pass'],
    ['access', 'fail'], ['verdict', 'fail'], ['change', 'info'], ['roles', 'info'],
    ['ask', 'info']],
  'a former member is told which step failed (F96)');
select is(
  pg_temp.part('lea', 'document:create', 'Beta', 'verdict') ->> 'sentence',
  'You may not use document:create there: the access was taken away. Roles that would carry '
    'it: Lead, Manager. Ask somebody who gives access there.',
  'a former member is not told what the scope is called (F95)');
select is(
  (select jsonb_object_agg(w.checkpoint, w.detail)
   from pg_temp.why('lea', 'document:create', 'Beta') as w
   where w.checkpoint in ('scope', 'access', 'change', 'ask')),
  '{"scope": {}, "access": {"accesses": [], "short": [], "decides": true,
    "reason": "revoked"}, "ask": {"people": []},
    "change": {"changes": [], "sentence": "Grant it anew."}}',
  'a former member learns nothing else of the tenant (F95)');

-- an app -----------------------------------------------------------------------------
select tests.authenticate_as('sam', p_claims => '{"client_id": "app"}');
select is(
  array(select array[e.checkpoint, e.outcome, e.detail ->> 'reason'] from public.explain_access(
    tests.user_id('sam'), 'rota:view', tests.scope_id('Beta')) as e
   where e.outcome = 'fail'),
  array[['caller', 'fail', 'client_not_allowed'], ['verdict', 'fail', 'client_not_allowed']],
  'an app is told that it is one (F131)');
select is(
  tests.refusal($$ select public.explain_access(
    tests.user_id('mia'), 'rota:view', tests.scope_id('Beta')) $$) ->> 'code', '42501',
  'an app asks about nobody else (F131)');

-- the smallest change ----------------------------------------------------------------
-- Each is made as it is told, by Olga with a second factor, and the answer turns.
select tests.clear_authentication();
select tests.create_user(n) from unnest(array['late', 'early', 'over', 'taken', 'shut',
  'shut_too', 'above', 'never', 'owner']) as n;
select tests.grant_role('late', 'Beta', 'fellow'), tests.grant_role('over', 'Beta', 'fellow',
  '2027-01-01 00:00:00+00', '2027-02-01 00:00:00+00');
select tests.grant_role('early', 'Beta', 'fellow', '2027-04-01 00:00:00+00',
  '2027-05-01 00:00:00+00');
select tests.grant_role('taken', 'Beta', 'fellow', p_status => 'Revoked');
select tests.grant_role('shut', 'Beta', 'fellow'), tests.deny('shut', 'Beta', 'rota:view');
select tests.grant_role('shut_too', 'Beta', 'fellow');
select tests.deny('shut_too', 'Beta', 'document:create');
select tests.grant_policy('above', 'North', 'document:view:assigned', 'allow');
select tests.grant_policy('owner', 'Beta', 'note:edit', 'own');

create function pg_temp.flips(
  p_user text, p_key text, p_scope text, p_reason text, p_calls text[], p_owner uuid default null
)
returns setof text
language plpgsql
as $$
declare
  v_before jsonb;
  v_change jsonb;
  v_one    jsonb;
begin
  perform tests.authenticate_as('olga', 'aal2');
  v_before := pg_temp.part(p_user, p_key, p_scope, 'verdict', p_owner);
  v_change := pg_temp.part(p_user, p_key, p_scope, 'change', p_owner);
  return next is(v_before ->> 'reason', p_reason, format(
    'the change is asked for a no of the reason %s, of %s (F96)', p_reason, p_user));
  return next is(
    array(select c.value ->> 'call' from jsonb_array_elements(v_change -> 'changes') as c),
    p_calls, format('the smallest change against %s names its calls, of %s (F96)', p_reason,
      p_user));
  for v_one in select c.value from jsonb_array_elements(v_change -> 'changes') as c loop
    execute format('select public.%I(%s)', v_one ->> 'call', (
      select string_agg(format('%I => %L', a.key, a.value), ', ')
      from jsonb_each_text(v_one -> 'args') as a));
  end loop;
  return next is(
    pg_temp.part(p_user, p_key, p_scope, 'verdict', p_owner) ->> 'allowed', 'true',
    format('the smallest change against %s turns the no into a yes, of %s (F96)', p_reason,
      p_user));
end;
$$;
select pg_temp.flips('late', 'document:create', 'Beta', 'no_permission', '{grant_access}');
select pg_temp.flips('early', 'rota:view', 'Beta', 'not_yet_valid', '{change_access_window}');
select pg_temp.flips('over', 'rota:view', 'Beta', 'expired', '{grant_access}');
select pg_temp.flips('taken', 'rota:view', 'Beta', 'revoked', '{grant_access}');
select pg_temp.flips('shut', 'rota:view', 'Beta', 'denied', '{revoke_access}');
select pg_temp.flips(
  'shut_too', 'document:create', 'Beta', 'denied', '{revoke_access,grant_access}');
select pg_temp.flips('above', 'document:view:assigned', 'North', 'no_permission',
  '{grant_access}');
select pg_temp.flips('owner', 'note:edit', 'Beta', 'not_owner', '{grant_access}',
  tests.user_id('mia'));
select pg_temp.flips('never', 'rota:view', 'Beta', 'not_a_member', '{grant_access}');
select tests.clear_authentication();
select tests.archive('Beta');
-- In an archived scope nobody holds access:view: the member asks, and Olga restores.
select tests.authenticate_as('late');
select is(pg_temp.part('late', 'document:create', 'Beta', 'change') -> 'changes',
  jsonb_build_array(jsonb_build_object('call', 'restore_scope', 'args',
    jsonb_build_object('p_scope_id', tests.scope_id('Beta')))),
  'the smallest change against archived is to restore what is archived (F96)');
select is(pg_temp.part('late', 'document:create', 'Beta', 'ask') -> 'people', '[]',
  'in an archived scope nobody gives access (F96)');
select tests.authenticate_as('olga');
select public.restore_scope(tests.scope_id('Beta'));
select tests.authenticate_as('late');
select is(pg_temp.part('late', 'document:create', 'Beta', 'verdict') ->> 'allowed', 'true',
  'a restored scope turns the no into a yes (F96)');

-- what needs no call -----------------------------------------------------------------
select tests.clear_authentication();
select tests.create_user('inv'), tests.create_user('vic');
select tests.grant_role('inv', 'Beta', 'fellow', p_status => 'Invited');
select tests.grant_policy('vic', 'Beta', 'vault:edit', 'locked');
select tests.grant_policy('vic', 'Beta', 'note:edit', 'own');
select tests.grant_policy('vic', 'Beta', 'note:edit', 'locked');
select tests.authenticate_as('inv');
select is(pg_temp.part('inv', 'rota:view', 'Beta', 'verdict') ->> 'sentence',
  'You may not use rota:view there: the invitation is not accepted yet. '
    'Accept the invitation.', 'an invited user is told to accept (F96)');
select tests.start_session('vic', '00000000-0000-4000-8000-000000000007');
select tests.authenticate_as('vic', p_claims =>
  '{"session_id": "00000000-0000-4000-8000-000000000007"}');
select is(pg_temp.part('vic', 'vault:edit', 'Beta', 'change') ->> 'sentence',
  'Open an elevation here.', 'a locked key asks for an elevation (F55, F96)');
select is(
  array(
    select array[w.checkpoint, w.outcome] from pg_temp.why('vic', 'note:edit', 'Beta') as w
    where w.checkpoint in ('deny', 'allow', 'own', 'locked', 'second_factor')),
  array[['deny', 'pass'], ['allow', 'info'], ['own', 'info'], ['locked', 'fail']],
  'of two policies that do not open, the one that answers fails (F50, F96)');
select is(
  array(
    select array[w.checkpoint, w.outcome]
    from pg_temp.why('vic', 'note:edit', 'Beta', tests.user_id('vic')) as w
    where w.checkpoint in ('deny', 'allow', 'own', 'locked', 'second_factor')),
  array[['deny', 'pass'], ['allow', 'info'], ['own', 'pass'], ['second_factor', 'info']],
  'a policy weaker than the one that opens is not asked (F50, F96)');
select tests.clear_authentication();
select tests.elevate('vic', '00000000-0000-4000-8000-000000000007', 'Beta');
select tests.authenticate_as('vic', p_claims =>
  '{"session_id": "00000000-0000-4000-8000-000000000007"}');
select ok(
  pg_temp.part('vic', 'vault:edit', 'Beta', 'locked') ? 'elevation_id',
  'an elevation that opens is named (F55, F96)');
select is(pg_temp.part('vic', 'vault:edit', 'Beta', 'verdict') ->> 'reason', 'elevated',
  'the reason of an elevated yes is elevated (F55, F96)');
select tests.authenticate_as('mia');
select is(pg_temp.part('vic', 'vault:edit', 'Beta', 'verdict') ->> 'reason',
  'needs_master_code', 'the elevation of somebody else is not judged (F96)');
select tests.authenticate_as('olga', 'aal2');
select is(pg_temp.part('olga', 'access:escalate', 'North', 'verdict') ->> 'reason', 'granted',
  'a second factor of the session counts (F96)');
select is(
  (select w.outcome from pg_temp.why('olga', 'access:escalate', 'North') as w
   where w.checkpoint = 'second_factor'), 'pass', 'a second factor that was asked is a step');
select tests.authenticate_as('olga');
select is(
  array(select array[w.checkpoint, w.outcome] from pg_temp.why(
    'olga', 'access:escalate', 'North') as w
   where w.checkpoint in ('allow', 'second_factor')),
  array[['allow', 'pass'], ['second_factor', 'fail']],
  'a missing second factor fails after the policy that opened (F96, F102)');
select is(
  pg_temp.part('olga', 'access:escalate', 'North', 'allow') #>> '{access,policy}', 'allow',
  'the policy that opened names its access, though another step decided (F96)');
select is(pg_temp.part('olga', 'access:escalate', 'North', 'change'),
  '{"changes": [], "sentence": "Show a second factor."}',
  'against a missing second factor no call helps (F96)');
select is(
  (select e.detail ->> 'sentence' from public.explain_access(
    tests.user_id('olga'), 'access:grnt', tests.scope_id('North')) as e
   where e.checkpoint = 'change'),
  'There is no permission "access:grnt" here; the nearest is access:grant.',
  'an unknown key is answered by the nearest (F1, F96)');
select is(
  (select max(octet_length(e.detail::text)) < 2000 from public.explain_access(
    tests.user_id('olga'), repeat('x', 1000000), tests.scope_id('North')) as e), true,
  'an endless key is not repeated (F96)');

-- what parts add ---------------------------------------------------------------------
select tests.clear_authentication();
create function public.explains_too(uuid, text, uuid, uuid)
returns table (checkpoint text, detail jsonb, remedy text)
language sql as $$ select 'weather', jsonb_build_object('key', $2), 'wait' $$;
insert into stagedoor.explanation_hooks (part, explain)
values ('a_part', 'public.explains_too');
select tests.authenticate_as('sam');
select is(
  (select to_jsonb(w) - 'step' from pg_temp.why('sam', 'rota:view', 'Beta') as w
   where w.checkpoint = 'weather'),
  '{"checkpoint": "weather", "outcome": "info", "detail": {"key": "rota:view"},
    "remedy": "wait"}', 'a part adds a step of its own, as information (F96, F129)');
select is(
  (select count(*) from public.explain_access(
    tests.user_id('sam'), 'rota:view', gen_random_uuid()) as e where e.checkpoint = 'weather'),
  0::bigint, 'a part adds nothing about a scope that the caller does not know (F86)');
select tests.authenticate_as('lea');
select is_empty(
  $$ select from pg_temp.why('lea', 'document:create', 'Beta') as w
     where w.checkpoint = 'weather' $$, 'a part adds nothing for a former member (F95)');
select tests.clear_authentication();
select throws_ok(
  $$ insert into stagedoor.explanation_hooks (part, explain)
     values ('b_part', 'stagedoor.owned_by') $$, '23514',
  'The function of an explanation hook has the wrong arguments or answer',
  'a hook of the wrong shape is refused (F129)');
select throws_ok(
  $$ update stagedoor.explanation_hooks set explain = 'stagedoor.owned_by'
     where part = 'a_part' $$, '23514',
  'The function of an explanation hook has the wrong arguments or answer',
  'a hook does not change to one of the wrong shape (F129)');

-- who calls --------------------------------------------------------------------------
select tests.authenticate_as_anon();
select is(
  tests.refusal($$ select public.explain_access(
    gen_random_uuid(), 'rota:view', gen_random_uuid()) $$) ->> 'code', '42501',
  'anon does not call explain_access');
select tests.authenticate_as_service();
select is(
  tests.refusal($$ select public.explain_access(
    gen_random_uuid(), 'rota:view', gen_random_uuid()) $$) ->> 'code', '42501',
  'the service does not call explain_access');

select * from finish();
rollback;
