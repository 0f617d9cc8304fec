-- The guards that definers call: no escalation, the last holder, who is the service (F94).
begin;
select plan(61);
select tests.use_fixture_catalogue();

-- The cast: Ada produces Alpha of North, Esc may escalate there, Olga sees North; Lin and
-- Own hold one key by halves, Dora holds access:grant, Eve nothing.
select tests.create_user(name)
from unnest(array['ada', 'lin', 'own', 'esc', 'eve', 'olga', 'dora']) as name;
select tests.create_project('Alpha', 'North');
select tests.create_project('Beta', 'North');
select tests.create_department('Camera', 'Alpha');
select tests.create_permission(key) from unnest(array['props:view', 'props:edit']) as key;
select tests.create_role('p_allow', null, '{"props:view": "allow"}');
select tests.create_role('p_own', null, '{"props:view": "own"}');
select tests.create_role('p_locked', null, '{"props:view": "locked"}');
select tests.create_role('p_deny', null, '{"props:view": "deny"}');

create function pg_temp.lacks(p_user text, p_scope text, p_key text)
returns text language sql as $$
  select coalesce(nullif(array_to_string(stagedoor.keys_not_held(
    tests.user_id(p_user), tests.scope_id(p_scope),
    case when p_key like '%:%' then tests.permission_id(p_key)
      else tests.role_id(p_key, p_scope) end), ' '), ''), 'nothing')
$$;

-- keys_not_held --------------------------------------------------------------------
select is(pg_temp.lacks('eve', 'Alpha', 'fellow'),
  'project:view:assigned rota:view', 'a user without access lacks every key of a role');
select tests.grant_role('ada', 'Alpha', 'manager');
select is(pg_temp.lacks('ada', 'Alpha', role), 'nothing',
  format('a manager lacks nothing of %s', role))
from unnest(array['manager', 'lead', 'teller', 'clerk',
  'head', 'fellow']) as role;
select is(pg_temp.lacks('ada', 'Camera', 'lead'), 'nothing',
  'a key held above is held below');
select isnt(pg_temp.lacks('ada', 'North', 'fellow'), 'nothing',
  'a key held below is not held above');
select isnt(pg_temp.lacks('ada', 'Beta', 'fellow'), 'nothing',
  'a key held in a project is not held in another');
select is(pg_temp.lacks('ada', 'Alpha', 'access:escalate'), 'access:escalate',
  'a manager lacks escalation');

-- Strength: allow gives all, own and locked give themselves.
select tests.grant_policy('own', 'Alpha', 'props:view', 'own');
select is(pg_temp.lacks('own', 'Alpha', 'p_own'), 'nothing',
  'a key held as own covers own');
select is(pg_temp.lacks('own', 'Alpha', 'p_allow'), 'props:view',
  'a key held as own does not cover allow');
select is(pg_temp.lacks('own', 'Alpha', 'p_locked'), 'props:view',
  'a key held as own does not cover locked');
select tests.grant_policy('lin', 'Alpha', 'props:view', 'locked');
select is(pg_temp.lacks('lin', 'Alpha', 'p_locked'), 'nothing',
  'a key held as locked covers locked');
select is(pg_temp.lacks('lin', 'Alpha', 'p_allow'), 'props:view',
  'a key held as locked does not cover allow');
select is(pg_temp.lacks('lin', 'Alpha', 'p_own'), 'props:view',
  'a key held as locked does not cover own');
select is(pg_temp.lacks('eve', 'Alpha', 'p_deny'), 'nothing',
  'a denial asks nothing of the user who gives it');
select tests.grant_key('ada', 'Alpha', 'props:view');
select is(pg_temp.lacks('ada', 'Alpha', 'p_own'), 'nothing',
  'a key held as allow covers own');
select is(pg_temp.lacks('ada', 'Alpha', 'p_locked'), 'nothing',
  'a key held as allow covers locked');
select tests.deny('ada', 'Camera', 'props:view');
select is(pg_temp.lacks('ada', 'Camera', 'p_allow'), 'props:view',
  'a denied key is not held');
select is(pg_temp.lacks('ada', 'Alpha', 'p_allow'), 'nothing',
  'a key is held above the scope of its denial (control)');
select tests.grant_key('esc', 'Alpha', 'props:view');
select tests.revoke(tests.deny('esc', 'Alpha', 'props:view'));
select is(pg_temp.lacks('esc', 'Alpha', 'p_allow'), 'nothing',
  'a revoked denial denies nothing');

-- Windows, invitations, delegations.
select tests.grant_key('eve', 'Alpha', 'props:edit', p_valid_until => '2020-01-01');
select is(pg_temp.lacks('eve', 'Alpha', 'props:edit'), 'props:edit',
  'an expired access holds nothing');
select tests.grant_key('eve', 'Alpha', 'props:edit', p_valid_from => '2100-01-01');
select is(pg_temp.lacks('eve', 'Alpha', 'props:edit'), 'props:edit',
  'an access that has not begun holds nothing');
select tests.grant_key('eve', 'Alpha', 'props:edit', p_status => 'Invited');
select is(pg_temp.lacks('eve', 'Alpha', 'props:edit'), 'props:edit',
  'an invited access holds nothing');
select tests.grant_key('ada', 'Alpha', 'props:edit');
select tests.delegate('ada', 'eve', 'Alpha', 'props:edit');
select is(pg_temp.lacks('eve', 'Alpha', 'props:edit'), 'props:edit',
  'a delegated key is not held as one''s own');
select is(pg_temp.lacks('ada', 'Alpha', 'props:edit'), 'nothing',
  'a delegator still holds the delegated key (control)');

-- Reach: an :assigned key from above reaches the assigned projects, to give no further.
select tests.grant_key('olga', 'North', 'document:view:assigned');
select is(pg_temp.lacks('olga', 'North', 'document:view:assigned'), 'nothing',
  'an :assigned key is held at the organization that grants it');
select is(pg_temp.lacks('olga', 'Alpha', 'document:view:assigned'), 'document:view:assigned',
  'an :assigned key from above is held in assigned projects only');
select tests.grant_role('olga', 'Alpha', 'fellow');
select is(pg_temp.lacks('olga', 'Alpha', 'document:view:assigned'), 'nothing',
  'an :assigned key from above is held in an assigned project (control)');

-- is_service -----------------------------------------------------------------------
create function pg_temp.is_service() returns boolean language sql security definer as $$
  select stagedoor.is_service()
$$;
select ok(pg_temp.is_service(), 'the owner of the database is the service');
select tests.authenticate_as_service();
select ok(pg_temp.is_service(), 'a request with the service key is the service');
select tests.authenticate_as('ada', p_claims => '{"role": "service_role"}');
select ok(not pg_temp.is_service(),
  'a claim of service_role does not make a user the service');
select tests.speak('authenticated', '{}');
select ok(not pg_temp.is_service(), 'a token without a subject is not the service');
select tests.authenticate_as_anon();
select ok(not pg_temp.is_service(), 'anon is not the service');

-- refuse_escalation ------------------------------------------------------------------
select tests.clear_authentication();
create function pg_temp.may_give(p_scope text, p_key text, p_for text)
returns boolean language plpgsql security definer as $$
begin
  perform stagedoor.refuse_escalation(
    tests.scope_id(p_scope), tests.permission_id(p_key), tests.user_id(p_for));
  return true;
exception
  when insufficient_privilege then return false;
end;
$$;
select tests.grant_key('esc', 'Alpha', 'access:escalate');
select tests.authenticate_as('ada');
select ok(pg_temp.may_give('Alpha', 'document:create', 'lin'),
  'a user gives a permission that they hold (F94)');
select ok(not pg_temp.may_give('North', 'document:create', 'lin'),
  'a user does not give a permission above their scope (F94)');
select ok(not pg_temp.may_give('Alpha', 'access:escalate', 'lin'),
  'a user does not give a permission that they lack (F94)');
select tests.authenticate_as('esc', 'aal2');
select ok(pg_temp.may_give('Alpha', 'document:create', 'lin'),
  'a user with access:escalate gives a permission that they lack');
select ok(not pg_temp.may_give('Alpha', 'document:create', 'esc'),
  'a user with access:escalate does not give to themselves');
select ok(not pg_temp.may_give('Beta', 'document:create', 'lin'),
  'a user with access:escalate does not give in another project');
select tests.authenticate_as('esc', 'aal1');
select ok(not pg_temp.may_give('Alpha', 'document:create', 'lin'),
  'access:escalate does not count without a second factor (F102)');
select tests.speak('authenticated', '{}');
select ok(not pg_temp.may_give('Alpha', 'document:create', 'lin'),
  'a token without a subject gives nothing');
select tests.authenticate_as_service();
select ok(pg_temp.may_give('Alpha', 'document:create', 'lin'),
  'the service gives any permission');
select tests.clear_authentication();

-- has_holder -----------------------------------------------------------------------
select tests.create_project('Gamma', 'South');
create function pg_temp.held() returns boolean language sql as $$
  select stagedoor.has_holder('access:grant', tests.scope_id('Gamma'))
$$;
create function pg_temp.with_only(
  p_why text, p_scope text, p_holds boolean, p_policy text default 'allow',
  p_from timestamptz default null, p_until timestamptz default null,
  p_status text default 'Active')
returns setof text language plpgsql as $$
begin
  begin
    perform tests.grant_policy(
      'dora', p_scope, 'access:grant', p_policy, p_from, p_until, p_status);
    raise sqlstate 'XDONE' using message = pg_temp.held()::text;
  exception when sqlstate 'XDONE' then
    return next is(sqlerrm, p_holds::text, p_why);
  end;
end;
$$;
select ok(not pg_temp.held(), 'a scope without accesses has no grant holder');
select pg_temp.with_only('access:grant at the project makes a grant holder', 'Gamma', true);
select pg_temp.with_only(
  'access:grant above the project makes a grant holder', 'South', true);
select pg_temp.with_only(
  'access:grant held as own makes no grant holder', 'Gamma', false, 'own');
select pg_temp.with_only(
  'access:grant held as locked makes no grant holder', 'Gamma', false, 'locked');
select pg_temp.with_only(
  'access:grant with an end makes no grant holder', 'Gamma', false, 'allow', null,
  '2100-01-01');
select pg_temp.with_only(
  'access:grant that has not begun makes no grant holder', 'Gamma', false, 'allow',
  '2100-01-01');
select pg_temp.with_only(
  'an invited access:grant makes no grant holder', 'Gamma', false, 'allow', null, null,
  'Invited');
select tests.grant_key('dora', 'Gamma', 'access:grant');
select tests.delegate('dora', 'eve', 'Gamma', 'access:grant');
select ok(pg_temp.held(), 'access:grant without an end makes a grant holder (control)');
select tests.ban_user('dora');
select ok(not pg_temp.held(), 'a banned user and their delegate are no grant holders');
select tests.ban_user('dora', now() - interval '1 second');
select tests.deny('dora', 'South', 'access:grant');
select ok(not pg_temp.held(), 'a user who is denied access:grant is no grant holder');

-- enforce_row -----------------------------------------------------------------------
-- Lin sees props of Alpha as her own alone, Esc sees and edits them, Eve neither.
select tests.clear_authentication();
select tests.create_role('looker', null, '{"props:view": "own", "props:edit": "own"}');
select tests.grant_role('lin', 'Beta', 'looker');
select tests.grant_key('esc', 'Beta', 'props:view');
create function pg_temp.answer(p_user text, p_scope text, p_owner text)
returns text language plpgsql as $$
declare
  v_answer text;
begin
  perform set_config('request.jwt.claims', json_build_object(
    'sub', tests.user_id(p_user), 'role', 'authenticated', 'aal', 'aal1')::text, true);
  v_answer := (
    select coalesce(r.refusal ->> 'code' || ' ' || (r.refusal ->> 'message'), 'allowed')
    from tests.refusal(format(
      'select stagedoor.enforce_row(''Prop'', ''props:view'', ''props:edit'', %L, %L)',
      case p_scope when 'nowhere' then null else tests.scope_id(p_scope) end,
      tests.user_id(p_owner))) as r (refusal));
  perform set_config('request.jwt.claims', '', true);
  return v_answer;
end;
$$;
select is(pg_temp.answer('lin', 'Beta', 'lin'), 'allowed',
  'F57: a row that the caller may see and change is theirs to change (control)');
select is(pg_temp.answer('lin', 'Beta', 'own'), 'PT404 Prop not found',
  'F86: a row that the caller may not see is not there');
select is(pg_temp.answer('lin', 'nowhere', 'lin'), 'PT404 Prop not found',
  'F86: a row without a scope, which was not found, is not there');
select is(pg_temp.answer('eve', 'Beta', 'own'), 'PT404 Prop not found',
  'F86: a row of a foreign place is not there');
select is(pg_temp.answer('esc', 'Beta', 'own'), '42501 Access denied',
  'F57: a row that the caller may see and not change is refused as what it is');

select * from finish();
rollback;
