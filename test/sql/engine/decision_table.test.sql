-- The decision, row by row of its contract: every answer through can(), authorize(), the
-- list of permissions, the menu, the rows of a table that a policy protects, and the step that
-- an explanation says it was decided at (F13, F95, F96).
begin;
select plan(331);
select tests.use_fixture_catalogue();

select tests.freeze_time('2027-03-01 12:00:00+00');

-- The cast: one person for each situation, named after it.
select tests.create_user(name) from unnest(array[
  'manager', 'assigned', 'overseer', 'overseer_on_crew', 'owner_of_all', 'crew', 'head',
  'denied', 'artist', 'locked', 'locked_and_allowed', 'denied_and_elevated', 'invited',
  'revoked', 'expired', 'early', 'renewed', 'delegator', 'delegate', 'escalator', 'banned',
  'newcomer', 'stranger', 'deleted'
]) as name;
select tests.create_project('Alpha');
select tests.create_project('Beta');
select tests.create_project('Gamma', 'Elsewhere');
select tests.create_department('Camera', 'Alpha');
select tests.create_department('Sound', 'Alpha');

-- Keys that are owned, locked and denied, and an item for every key that is asked.
select tests.create_permission(key) from unnest(array[
  'note:edit', 'vault:edit', 'desk:manage']) as key;
insert into stagedoor.menu_items (item_key, label, path, required_permission_key)
select 'asked_' || replace(p.permission_key, ':', '_'), 'Asked', '/asked', p.permission_key
from stagedoor.permissions as p
where p.permission_key in (
  'document:view:all', 'document:view:assigned', 'document:edit:all', 'document:edit:assigned',
  'rota:view', 'note:edit', 'vault:edit', 'desk:manage', 'access:escalate',
  'audit:view', 'project:delete', 'project:view:assigned');

-- A table as an adopter protects one, for whatever key is being asked about.
create table public.protected_things (
  project_id    uuid not null,
  department_id uuid,
  owner_id      uuid
);
insert into public.protected_things (project_id, department_id, owner_id)
select s.project_id, nullif(s.id, s.project_id), u.id
from stagedoor.scopes as s
cross join (select a.id from stagedoor.user_accounts as a union all select null) as u
where s.project_id is not null;

alter table public.protected_things enable row level security;
create policy protected_things_select on public.protected_things
  for select to authenticated
  using (
    project_id = any ((select stagedoor.scopes_with(current_setting('tests.key')))::uuid[])
    or department_id = any (
      (select stagedoor.scopes_with(current_setting('tests.key')))::uuid[])
    or (
      owner_id = (select auth.uid())
      and (
        project_id = any (
          (select stagedoor.scopes_with_own(current_setting('tests.key')))::uuid[])
        or department_id = any (
          (select stagedoor.scopes_with_own(current_setting('tests.key')))::uuid[])
      )
    )
  );
create policy protected_things_insert on public.protected_things
  for insert to authenticated
  with check (
    project_id = any ((select stagedoor.scopes_with(current_setting('tests.key')))::uuid[])
  );
create policy protected_things_update on public.protected_things
  for update to authenticated
  using (
    project_id = any ((select stagedoor.scopes_with(current_setting('tests.key')))::uuid[])
  );
create policy protected_things_delete on public.protected_things
  for delete to authenticated
  using (
    project_id = any ((select stagedoor.scopes_with(current_setting('tests.key')))::uuid[])
  );
revoke all on public.protected_things from public, anon, authenticated, service_role;
grant select, insert, update, delete on public.protected_things to authenticated;

-- What helps against each no.
create temporary table remedies (reason text, remedy text);
insert into remedies values
  ('granted', 'none'), ('own', 'none'), ('elevated', 'none'), ('delegated', 'none'),
  ('no_session', 'sign_in'), ('unknown_permission', 'none'), ('unknown_scope', 'none'),
  ('archived', 'none'), ('denied', 'none'), ('needs_aal2', 'step_up_mfa'),
  ('needs_master_code', 'enter_master_code'), ('not_owner', 'ask_owner'),
  ('invited', 'accept_invitation'), ('not_yet_valid', 'wait'),
  ('expired', 'ask_for_access'), ('revoked', 'ask_for_access'),
  ('no_permission', 'ask_for_access');
grant select on remedies to authenticated;

-- The step at which an explanation says it was decided.
create temporary table deciders (reason text, checkpoint text);
insert into deciders values
  ('granted', 'allow'), ('delegated', 'allow'), ('own', 'own'), ('elevated', 'locked'),
  ('no_session', 'caller'), ('unknown_permission', 'permission'), ('unknown_scope', 'scope'),
  ('archived', 'archive'), ('denied', 'deny'), ('needs_aal2', 'second_factor'),
  ('needs_master_code', 'locked'), ('not_owner', 'own'), ('invited', 'access'),
  ('not_yet_valid', 'access'), ('expired', 'access'), ('revoked', 'access'),
  ('no_permission', 'access');
grant select on deciders to authenticated;

create function pg_temp.answers(
  p_title   text,
  p_key     text,
  p_scope   uuid,
  p_reason  text,
  p_policy  text default null,
  p_owner   uuid default null,
  p_listed  boolean default null,
  p_on_menu boolean default null
)
returns setof text
language plpgsql
as $$
declare
  v_allowed boolean := p_reason in ('granted', 'own', 'elevated', 'delegated');
  v_listed  boolean := coalesce(p_listed, v_allowed);
  v_project uuid;
begin
  perform set_config('tests.key', p_key, true);

  return next is(public.can(p_key, p_scope, p_owner), v_allowed, p_title || ': can()');

  return next is(
    public.authorize(p_key, p_scope, p_owner) - '{version,valid_until}'::text[],
    jsonb_build_object(
      'allowed', v_allowed, 'policy', p_policy, 'reason', p_reason,
      'remedy', (select r.remedy from remedies as r where r.reason = p_reason)),
    p_title || ': authorize()');

  return next is(
    (
      select jsonb_build_object(
        'verdict', jsonb_agg(e.outcome || ' ' || e.remedy || ' ' || (e.detail ->> 'reason'))
          filter (where e.checkpoint = 'verdict'),
        'decider', jsonb_agg(e.checkpoint || ' ' || e.outcome || ' ' || e.remedy || ' '
          || (e.detail ->> 'reason')) filter (where e.detail ? 'decides'),
        'first fail', (array_agg(e.checkpoint order by e.step)
          filter (where e.outcome = 'fail'))[1])
      from public.explain_access(auth.uid(), p_key, p_scope, p_owner) as e
    ),
    (
      select jsonb_build_object(
        'verdict', jsonb_build_array(
          case when v_allowed then 'pass' else 'fail' end || ' ' || r.remedy || ' '
            || p_reason),
        'decider', jsonb_build_array(
          d.checkpoint || case when v_allowed then ' pass ' else ' fail ' end || r.remedy
            || ' ' || p_reason),
        'first fail', case when not v_allowed then d.checkpoint end)
      from deciders as d
      join remedies as r on r.reason = d.reason
      where d.reason = p_reason
    ),
    p_title || ': explain_access() (F96)');

  return next is(
    exists (
      select from public.get_user_permissions(auth.uid(), p_scope) as l
      where l.permission_key = p_key),
    v_listed, p_title || ': the list of permissions');

  return next is(
    coalesce((
      select bool_and(m.can_access)
      from public.get_user_project_menu(auth.uid(), p_scope) as m
      where m.required_permission_key = p_key), false),
    coalesce(p_on_menu, v_listed), p_title || ': the menu');

  if p_scope is not null then
    return next is(
      exists (
        select from public.protected_things as t
        where coalesce(t.department_id, t.project_id) = p_scope
          and t.owner_id is not distinct from p_owner),
      v_allowed, p_title || ': rows');
  end if;
end;
$$;

-- the table ----------------------------------------------------------------------
select tests.grant_role('manager', 'Alpha', 'manager');
select tests.authenticate_as('manager');
select pg_temp.answers('a manager holds what their role implies',
  'document:view:assigned', tests.scope_id('Alpha'), 'granted', 'allow');

select tests.grant_key('assigned', 'Alpha', 'document:view:assigned');
select tests.authenticate_as('assigned');
select pg_temp.answers('an :assigned key is not the :all key (F2)',
  'document:view:all', tests.scope_id('Alpha'), 'no_permission');

select tests.grant_policy('overseer', 'The company', 'document:view:assigned', 'allow');
select tests.authenticate_as('overseer');
select pg_temp.answers('an :assigned key from above covers no unassigned project (F2)',
  'document:view:assigned', tests.scope_id('Alpha'), 'no_permission');

select tests.grant_policy(
  'overseer_on_crew', 'The company', 'document:view:assigned', 'allow');
select tests.grant_role('overseer_on_crew', 'Alpha', 'fellow');
select tests.authenticate_as('overseer_on_crew');
select pg_temp.answers('an :assigned key from above covers the assigned project (F2)',
  'document:view:assigned', tests.scope_id('Alpha'), 'granted', 'allow');
select pg_temp.answers(
  'an :assigned key from above covers no other project of the organization (F2)',
  'document:view:assigned', tests.scope_id('Beta'), 'no_permission');

select tests.grant_key('owner_of_all', 'The company', 'document:view:all');
select tests.authenticate_as('owner_of_all');
select pg_temp.answers('an :all key at the organization covers a project (F14)',
  'document:view:all', tests.scope_id('Alpha'), 'granted', 'allow');
select pg_temp.answers('a key that the :all key implies covers a project (F3)',
  'document:view:assigned', tests.scope_id('Beta'), 'granted', 'allow');
select pg_temp.answers('an :all key at the organization covers a department (F93)',
  'document:view:all', tests.scope_id('Camera'), 'granted', 'allow');
select pg_temp.answers('a key that the :all key implies covers a department (F93)',
  'document:view:assigned', tests.scope_id('Camera'), 'granted', 'allow');

select tests.authenticate_as('manager');
select pg_temp.answers('a manager of Alpha knows nothing of Beta (F6)',
  'document:view:assigned', tests.scope_id('Beta'), 'unknown_scope');
select pg_temp.answers(
  'a manager of Alpha knows nothing of a project of another organization (F6)',
  'document:view:assigned', tests.scope_id('Gamma'), 'unknown_scope');
select pg_temp.answers('a scope that does not exist answers as a foreign one does',
  'document:view:assigned', '00000000-0000-4000-8000-00000000dead', 'unknown_scope');
select pg_temp.answers('a null scope is an unknown scope',
  'document:view:assigned', null, 'unknown_scope');

select tests.grant_key('crew', 'Alpha', 'rota:view');
select tests.authenticate_as('crew');
select pg_temp.answers('a key at the project reaches its departments (F93)',
  'rota:view', tests.scope_id('Camera'), 'granted', 'allow');

select tests.grant_key('head', 'Camera', 'document:edit:assigned');
select tests.authenticate_as('head');
select pg_temp.answers('a key at the department does not reach up; it opens the page (F93)',
  'document:edit:assigned', tests.scope_id('Alpha'), 'no_permission', p_on_menu => true);
select pg_temp.answers('a key at the department counts there (F93)',
  'document:edit:assigned', tests.scope_id('Camera'), 'granted', 'allow');
select pg_temp.answers('a key at the department counts in no other department (F93)',
  'document:edit:assigned', tests.scope_id('Sound'), 'unknown_scope');

select tests.grant_key('denied', 'The company', 'document:edit:all');
select tests.deny('denied', 'Alpha', 'document:edit:all');
select tests.authenticate_as('denied');
select pg_temp.answers('a denial below wins over an allowance above (F50)',
  'document:edit:all', tests.scope_id('Alpha'), 'denied', 'deny');
select pg_temp.answers('a denial reaches down (F50)',
  'document:edit:all', tests.scope_id('Camera'), 'denied', 'deny');
select pg_temp.answers('a denial does not reach sideways (F50)',
  'document:edit:all', tests.scope_id('Beta'), 'granted', 'allow');
select pg_temp.answers('a denial does not travel to what the key implies (F3)',
  'document:view:all', tests.scope_id('Alpha'), 'granted', 'allow');

select tests.grant_policy('artist', 'Alpha', 'note:edit', 'own');
select tests.authenticate_as('artist');
select pg_temp.answers('the policy own allows a row of one''s own (F50)',
  'note:edit', tests.scope_id('Alpha'), 'own', 'own', tests.user_id('artist'));
select pg_temp.answers('the policy own does not allow another user''s row (F50)',
  'note:edit', tests.scope_id('Alpha'), 'not_owner', 'own', tests.user_id('crew'),
  p_listed => true);
select pg_temp.answers('the policy own does not allow a row without an owner (F53)',
  'note:edit', tests.scope_id('Alpha'), 'not_owner', 'own', null, p_listed => true);

select tests.grant_policy('locked', 'Alpha', 'vault:edit', 'locked');
select tests.elevate('locked', '00000000-0000-4000-8000-000000000001', 'Alpha');
select tests.authenticate_as('locked');
select pg_temp.answers('the policy locked refuses a session without an elevation (F50)',
  'vault:edit', tests.scope_id('Alpha'), 'needs_master_code', 'locked');
select tests.authenticate_as('locked', p_session => '00000000-0000-4000-8000-000000000001');
select pg_temp.answers('the policy locked allows the elevated session (F50, F55)',
  'vault:edit', tests.scope_id('Alpha'), 'elevated', 'locked');
select pg_temp.answers('an elevation reaches below its scope (F55)',
  'vault:edit', tests.scope_id('Camera'), 'elevated', 'locked');
select tests.authenticate_as('locked', p_session => '00000000-0000-4000-8000-000000000002');
select pg_temp.answers('the policy locked refuses another session of the same user (F55)',
  'vault:edit', tests.scope_id('Alpha'), 'needs_master_code', 'locked');

select tests.grant_policy('locked_and_allowed', 'Alpha', 'vault:edit', 'locked');
select tests.grant_key('locked_and_allowed', 'Alpha', 'vault:edit');
select tests.authenticate_as('locked_and_allowed');
select pg_temp.answers('an allowance wins over a lock (F50)',
  'vault:edit', tests.scope_id('Alpha'), 'granted', 'allow');

select tests.grant_policy('denied_and_elevated', 'Alpha', 'desk:manage', 'locked');
select tests.deny('denied_and_elevated', 'Alpha', 'desk:manage');
select tests.elevate(
  'denied_and_elevated', '00000000-0000-4000-8000-000000000003', 'Alpha');
select tests.authenticate_as(
  'denied_and_elevated', p_session => '00000000-0000-4000-8000-000000000003');
select pg_temp.answers('a denial wins over an elevation (F50)',
  'desk:manage', tests.scope_id('Alpha'), 'denied', 'deny');

select tests.grant_role('invited', 'Alpha', 'manager', p_status => 'Invited');
select tests.authenticate_as('invited');
select pg_temp.answers('an invited access opens nothing (F11)',
  'document:view:all', tests.scope_id('Alpha'), 'invited');

select tests.grant_role('revoked', 'Alpha', 'manager', p_status => 'Revoked');
select tests.authenticate_as('revoked');
select pg_temp.answers('a revoked access opens nothing (F11)',
  'document:view:all', tests.scope_id('Alpha'), 'revoked');

select tests.grant_role('expired', 'Alpha', 'manager',
  p_valid_until => '2027-03-01 12:00:00+00');
select tests.authenticate_as('expired');
select pg_temp.answers('an access is over at the very moment of its end (F19)',
  'document:view:all', tests.scope_id('Alpha'), 'expired');

select tests.grant_role('early', 'Alpha', 'manager',
  p_valid_from => '2027-03-01 12:00:00.000001+00');
select tests.authenticate_as('early');
select pg_temp.answers('an access that has not begun opens nothing (F98)',
  'document:view:all', tests.scope_id('Alpha'), 'not_yet_valid');

select tests.grant_role('renewed', 'Alpha', 'manager',
  p_valid_until => '2027-02-01 00:00:00+00');
select tests.grant_role('renewed', 'Alpha', 'manager',
  p_valid_from => '2027-03-01 12:00:00+00', p_valid_until => '2027-04-01 00:00:00+00');
select tests.authenticate_as('renewed');
select pg_temp.answers('one live access is enough, from the very moment of its start (F98)',
  'document:view:all', tests.scope_id('Alpha'), 'granted', 'allow');

create temporary table delegated as
select tests.grant_role('delegator', 'Alpha', 'lead') as source_id;
select tests.delegate('delegator', 'delegate', 'Alpha', 'document:view:all');
select tests.authenticate_as('delegate');
select pg_temp.answers('a delegated key counts while its source is live (F20)',
  'document:view:all', tests.scope_id('Alpha'), 'delegated', 'allow');
select tests.clear_authentication();
select tests.revoke(source_id) from delegated;
select tests.authenticate_as('delegate');
select pg_temp.answers('a delegated key is gone with its source, at once (F20)',
  'document:view:all', tests.scope_id('Alpha'), 'revoked');

select tests.grant_key('escalator', 'Alpha', 'access:escalate');
select tests.authenticate_as('escalator', 'aal1');
select pg_temp.answers('a key that requires aal2 is refused at aal1 (F102)',
  'access:escalate', tests.scope_id('Alpha'), 'needs_aal2', 'allow');
select tests.authenticate_as('escalator', 'aal2');
select pg_temp.answers('a key that requires aal2 is granted at aal2 (F102)',
  'access:escalate', tests.scope_id('Alpha'), 'granted', 'allow');

select tests.authenticate_as('manager');
select pg_temp.answers('a key in another case is no key (F1)',
  'Budget:view:all', tests.scope_id('Alpha'), 'unknown_permission');
select pg_temp.answers('a key with a blank behind it is no key (F1)',
  'document:view:all ', tests.scope_id('Alpha'), 'unknown_permission');
select pg_temp.answers('a wildcard is no key (F1)',
  'document:*', tests.scope_id('Alpha'), 'unknown_permission');
select pg_temp.answers('a look-alike letter makes another key (F1)',
  'document:v' || chr(1110) || 'ew:all', tests.scope_id('Alpha'), 'unknown_permission');

select tests.grant_role('banned', 'Alpha', 'manager');
select tests.authenticate_as('banned');
select pg_temp.answers('a user who may sign in holds their role (control)',
  'document:view:all', tests.scope_id('Alpha'), 'granted', 'allow');
select tests.ban_user('banned', '2027-03-01 12:00:00.000001+00');
select pg_temp.answers('a banned user holds nothing, with a valid token (F95)',
  'document:view:all', tests.scope_id('Alpha'), 'no_session');

-- the order of reasons -----------------------------------------------------------
select tests.authenticate_as('stranger');
select is(
  public.authorize('document:none', tests.scope_id('Alpha')) ->> 'reason',
  'unknown_permission', 'an unknown permission is said before an unknown scope');
select is(
  public.authorize('document:view:all', tests.scope_id('Alpha')) ->> 'version', null,
  'an unknown scope has no version');

select tests.grant_role('stranger', 'Beta', 'manager', p_status => 'Revoked');
select is(
  public.authorize('document:view:all', tests.scope_id('Beta')) ->> 'reason',
  'revoked', 'a former member is told that their access was revoked');
select is(
  public.authorize('access:escalate', tests.scope_id('Beta')) ->> 'reason',
  'no_permission', 'an ended access is a reason only for the keys that it granted');
select tests.grant_role('stranger', 'Beta', 'manager',
  p_valid_until => '2027-01-01 00:00:00+00');
select is(
  public.authorize('document:view:all', tests.scope_id('Beta')) ->> 'reason',
  'expired', 'the reason expired is said before revoked');
select tests.grant_role('stranger', 'Beta', 'manager',
  p_valid_from => '2028-01-01 00:00:00+00');
select is(
  public.authorize('document:view:all', tests.scope_id('Beta')) ->> 'reason',
  'not_yet_valid', 'the reason not_yet_valid is said before expired');
select tests.grant_role('stranger', 'Beta', 'lead', p_status => 'Invited');
select is(
  public.authorize('document:view:all', tests.scope_id('Beta')) ->> 'reason',
  'invited', 'the reason invited is said before not_yet_valid');
select tests.grant_policy('stranger', 'Beta', 'document:view:all', 'own');
select is(
  public.authorize('document:view:all', tests.scope_id('Beta')) ->> 'reason',
  'not_owner', 'the reason not_owner is said before invited');
select tests.grant_policy('stranger', 'Beta', 'document:view:all', 'locked');
select is(
  public.authorize('document:view:all', tests.scope_id('Beta')) ->> 'reason',
  'needs_master_code', 'the reason needs_master_code is said before not_owner');
select is(
  public.authorize('document:view:all', tests.scope_id('Beta')) ->> 'policy',
  'locked', 'the policy of a decision is the one that decided');
select tests.deny('stranger', 'Beta', 'document:view:all');
select is(
  public.authorize('document:view:all', tests.scope_id('Beta')) ->> 'reason',
  'denied', 'the reason denied is said before all others');

select tests.grant_policy('newcomer', 'Beta', 'access:escalate', 'locked');
select tests.authenticate_as('newcomer', 'aal1', '00000000-0000-4000-8000-000000000004');
select is(
  public.authorize('access:escalate', tests.scope_id('Beta')) ->> 'reason',
  'needs_master_code', 'a missing elevation is said before a missing second factor');
select tests.elevate('newcomer', '00000000-0000-4000-8000-000000000004', 'Beta');
select is(
  public.authorize('access:escalate', tests.scope_id('Beta')) ->> 'reason',
  'needs_aal2', 'an elevation does not stand in for a second factor (F102)');

-- archived -----------------------------------------------------------------------
select tests.create_project('Delta');
select tests.grant_role('newcomer', 'Delta', 'manager');
select tests.clear_authentication();
insert into public.protected_things (project_id) values (tests.scope_id('Delta'));
select tests.authenticate_as('newcomer');
select ok(
  exists (select from public.get_my_projects() as m where m.name = 'Delta'),
  'an open project is on the list (control)');
select ok(
  public.can('document:view:all', tests.scope_id('Delta')),
  'a key counts in an open project (control)');
select tests.archive('Delta');
select pg_temp.answers('a key does not count in an archived project',
  'document:view:all', tests.scope_id('Delta'), 'archived');
select ok(
  public.can('audit:view', tests.scope_id('Delta')),
  'audit:view counts in an archived project');
select ok(
  public.can('project:delete', tests.scope_id('Delta')),
  'project:delete counts in an archived project');
select is_empty(
  $$ select m.name from public.get_my_projects() as m where m.name = 'Delta' $$,
  'an archived project leaves the list');

-- departments --------------------------------------------------------------------
select tests.authenticate_as('head');
select results_eq(
  $$ select m.name, m.organization_name, m.roles from public.get_my_projects() as m $$,
  $$ values ('Alpha', 'The company', '{}'::text[]) $$,
  'a grant on a department lists its project (F7)'
);
select is_empty(
  $$ select m.item_key from public.get_user_project_menu(
       tests.user_id('head'), tests.scope_id('Sound')) as m
     where m.can_access and m.required_permission_key is not null $$,
  'a grant on a department opens no menu item in another department'
);

-- the narrowing header -----------------------------------------------------------
select tests.authenticate_as('owner_of_all');
select set_config('tests.key', 'document:view:assigned', true);
select results_eq(
  $$ select distinct t.project_id from public.protected_things as t order by 1 $$,
  $$ select tests.scope_id(name) from unnest(array['Alpha', 'Beta']) as name order by 1 $$,
  'a request without the header sees all projects (control)'
);
select tests.set_header('x-project-id', tests.scope_id('Alpha')::text);
select results_eq(
  $$ select distinct t.project_id from public.protected_things as t $$,
  array[tests.scope_id('Alpha')],
  'a request that names its project sees rows of that project only'
);
select is_empty(
  $$ update public.protected_things set owner_id = owner_id
     where project_id = tests.scope_id('Beta') returning project_id $$,
  'a request that names its project updates no row of another'
);
select isnt_empty(
  $$ update public.protected_things set owner_id = owner_id
     where project_id = tests.scope_id('Alpha') returning project_id $$,
  'a request that names its project updates rows of that project (control)'
);
select throws_ok(
  $$ insert into public.protected_things (project_id) values (tests.scope_id('Beta')) $$,
  '42501', null, 'a request that names its project inserts no row into another'
);
select lives_ok(
  $$ insert into public.protected_things (project_id) values (tests.scope_id('Alpha')) $$,
  'a request that names its project inserts rows into that project (control)'
);
select is_empty(
  $$ delete from public.protected_things where project_id = tests.scope_id('Beta')
     returning project_id $$,
  'a request that names its project deletes no row of another'
);
select ok(
  public.can('document:view:assigned', tests.scope_id('Beta')),
  'can() is not narrowed');
select is(
  public.authorize('document:view:assigned', tests.scope_id('Beta')) ->> 'reason', 'granted',
  'authorize() is not narrowed');
select is(
  (select count(*)::integer from public.get_my_projects() as m
   where m.name in ('Alpha', 'Beta')), 0,
  'a user without project:view has an empty project list');

select tests.set_header('x-project-id', tests.scope_id('Camera')::text);
select results_eq(
  $$ select distinct t.project_id from public.protected_things as t $$,
  array[tests.scope_id('Alpha')],
  'a header that names a department narrows to its project'
);
select tests.set_header('x-project-id', tests.scope_id('Gamma')::text);
select is_empty(
  $$ select t.project_id from public.protected_things as t $$,
  'a header that names a foreign project leaves no row'
);
select tests.set_header('x-project-id', '00000000-0000-4000-8000-00000000dead');
select is_empty(
  $$ select t.project_id from public.protected_things as t $$,
  'a header that names an unknown project leaves no row'
);
select tests.set_header('x-project-id', tests.scope_id('The company')::text);
select is_empty(
  $$ select t.project_id from public.protected_things as t $$,
  'a header that names an organization leaves no row'
);
select tests.set_header('x-project-id', 'Alpha');
select throws_ok(
  $$ select t.project_id from public.protected_things as t $$,
  '22023', null, 'a header that is no uuid is a bad value'
);
select tests.set_header('x-project-id', '');
select throws_ok(
  $$ select t.project_id from public.protected_things as t $$,
  '22023', null, 'an empty header is a bad value'
);
select tests.set_header('x-project-id', null);

-- A department's holder, narrowed to the project, sees the department's rows.
select tests.authenticate_as('head');
select set_config('tests.key', 'document:edit:assigned', true);
select tests.set_header('x-project-id', tests.scope_id('Alpha')::text);
select results_eq(
  $$ select distinct t.department_id from public.protected_things as t $$,
  array[tests.scope_id('Camera')],
  'narrowing to the project keeps what is held in a department'
);
select tests.set_header('x-project-id', null);

-- the sets -----------------------------------------------------------------------
select results_eq(
  $$ select stagedoor.scopes_with('document:edit:assigned') $$,
  $$ select array[tests.scope_id('Camera')] $$,
  'the set names a department where the key is held only there (F107)'
);
select tests.authenticate_as('owner_of_all');
select set_eq(
  $$ select unnest(stagedoor.scopes_with('document:view:all')) $$,
  $$ select tests.scope_id(name) from unnest(array['Alpha', 'Beta']) as name $$,
  'the set names projects without their departments, and no archived one (F107)'
);
select tests.authenticate_as('denied');
select set_eq(
  $$ select unnest(stagedoor.scopes_with('document:edit:all')) $$,
  $$ select tests.scope_id('Beta') $$,
  'the set leaves out a denied project and all below it (F50)'
);
select tests.authenticate_as('escalator', 'aal1');
select is(
  stagedoor.scopes_with('access:escalate'), '{}',
  'the set of a key that requires aal2 is empty at aal1 (F102)');
select tests.authenticate_as('escalator', 'aal2');
select is(
  stagedoor.scopes_with('access:escalate'), array[tests.scope_id('Alpha')],
  'the set of a key that requires aal2 is full at aal2 (F102)');
select tests.authenticate_as('artist');
select is(
  stagedoor.scopes_with('note:edit'), '{}',
  'scopes_with leaves out the scopes held with the policy own');
select is(
  stagedoor.scopes_with_own('note:edit'), array[tests.scope_id('Alpha')],
  'scopes_with_own names the scopes held with the policy own');
select tests.authenticate_as('manager');
select is(
  stagedoor.scopes_with_own('document:view:all'), '{}',
  'scopes_with_own leaves out the scopes held with the policy allow');

-- about somebody else ------------------------------------------------------------
select tests.authenticate_as('crew');
select throws_ok(
  $$ select public.get_user_permissions(
       tests.user_id('manager'), tests.scope_id('Alpha')) $$,
  '42501', 'Access denied', 'crew do not read the permissions of others');
select throws_ok(
  $$ select public.get_user_project_menu(
       tests.user_id('manager'), tests.scope_id('Alpha')) $$,
  '42501', 'Access denied', 'crew do not see the menus of others (F13)');
select is(
  tests.refusal($$ select public.get_user_project_menu(
    tests.user_id('manager'), tests.scope_id('Beta')) $$),
  tests.refusal($$ select public.get_user_project_menu(
    tests.user_id('manager'), '00000000-0000-4000-8000-00000000dead') $$),
  'a foreign project answers about others like one that does not exist');
select tests.authenticate_as('manager');
select ok(
  (select m.can_access from public.get_user_project_menu(
     tests.user_id('crew'), tests.scope_id('Alpha')) as m where m.item_key = 'rota'),
  'a user with access:view sees the menus of others (control)');
select results_eq(
  $$ select l.permission_key, l.policy, l.via from public.get_user_permissions(
       tests.user_id('crew'), tests.scope_id('Alpha')) as l $$,
  $$ values ('rota:view', 'allow', 'permission') $$,
  'a user with access:view sees the permissions of others (control)');

-- everybody else -----------------------------------------------------------------
select tests.authenticate_as_anon();
select throws_ok(
  $$ select public.can('document:view:all', tests.scope_id('Alpha')) $$,
  '42501', null, 'anon does not call can()');
select throws_ok(
  $$ select public.authorize('document:view:all', tests.scope_id('Alpha')) $$,
  '42501', null, 'anon does not call authorize()');
select throws_ok(
  $$ select stagedoor.scopes_with('document:view:all') $$,
  '42501', null, 'anon does not call scopes_with()');
select tests.speak('authenticated', '{"role": "authenticated"}');
select is(
  public.authorize('document:view:all', tests.scope_id('Alpha')) ->> 'reason', 'no_session',
  'a token without a subject has no session');
select tests.authenticate_as('deleted');
select tests.grant_role('deleted', 'Alpha', 'manager');
select ok(
  public.can('document:view:all', tests.scope_id('Alpha')),
  'a user with a login holds their role (control)');
select tests.delete_user('deleted');
select is(
  public.authorize('document:view:all', tests.scope_id('Alpha')) ->> 'reason', 'no_session',
  'a token of a deleted login has no session (F95)');

select * from finish();
rollback;
