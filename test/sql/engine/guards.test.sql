-- The guards that definers call: no escalation, the last holder, who is the service (F94).
begin;
select plan(56);
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
  'project:view:assigned rota:view', 'whoever holds nothing lacks all');
select tests.grant_role('ada', 'Alpha', 'manager');
select is(pg_temp.lacks('ada', 'Alpha', role), 'nothing',
  format('a manager lacks nothing of %s', role))
from unnest(array['manager', 'lead', 'teller', 'clerk',
  'head', 'fellow']) as role;
select is(pg_temp.lacks('ada', 'Camera', 'lead'), 'nothing',
  'what is held above is held below');
select isnt(pg_temp.lacks('ada', 'North', 'fellow'), 'nothing',
  'what is held below is not held above');
select isnt(pg_temp.lacks('ada', 'Beta', 'fellow'), 'nothing', 'nor beside');
select is(pg_temp.lacks('ada', 'Alpha', 'access:escalate'), 'access:escalate',
  'a manager lacks escalation');

-- Strength: allow gives all, own and locked give themselves.
select tests.grant_policy('own', 'Alpha', 'props:view', 'own');
select is(pg_temp.lacks('own', 'Alpha', 'p_own'), 'nothing', 'own is held as own');
select is(pg_temp.lacks('own', 'Alpha', 'p_allow'), 'props:view', 'and not as allow');
select is(pg_temp.lacks('own', 'Alpha', 'p_locked'), 'props:view', 'and not as locked');
select tests.grant_policy('lin', 'Alpha', 'props:view', 'locked');
select is(pg_temp.lacks('lin', 'Alpha', 'p_locked'), 'nothing', 'locked is held as locked');
select is(pg_temp.lacks('lin', 'Alpha', 'p_allow'), 'props:view', 'and not as allow');
select is(pg_temp.lacks('lin', 'Alpha', 'p_own'), 'props:view', 'and not as own');
select is(pg_temp.lacks('eve', 'Alpha', 'p_deny'), 'nothing',
  'a denial is nobody''s to hold');
select tests.grant_key('ada', 'Alpha', 'props:view');
select is(pg_temp.lacks('ada', 'Alpha', 'p_own'), 'nothing', 'allow is held as own');
select is(pg_temp.lacks('ada', 'Alpha', 'p_locked'), 'nothing', 'and as locked');
select tests.deny('ada', 'Camera', 'props:view');
select is(pg_temp.lacks('ada', 'Camera', 'p_allow'), 'props:view',
  'what is denied is not held');
select is(pg_temp.lacks('ada', 'Alpha', 'p_allow'), 'nothing',
  'above the denial it is (control)');
select tests.grant_key('esc', 'Alpha', 'props:view');
select tests.revoke(tests.deny('esc', 'Alpha', 'props:view'));
select is(pg_temp.lacks('esc', 'Alpha', 'p_allow'), 'nothing',
  'a denial that was taken away denies nothing');

-- Windows, invitations, delegations.
select tests.grant_key('eve', 'Alpha', 'props:edit', p_valid_until => '2020-01-01');
select is(pg_temp.lacks('eve', 'Alpha', 'props:edit'), 'props:edit', 'what is over');
select tests.grant_key('eve', 'Alpha', 'props:edit', p_valid_from => '2100-01-01');
select is(pg_temp.lacks('eve', 'Alpha', 'props:edit'), 'props:edit', 'what has not begun');
select tests.grant_key('eve', 'Alpha', 'props:edit', p_status => 'Invited');
select is(pg_temp.lacks('eve', 'Alpha', 'props:edit'), 'props:edit', 'what waits');
select tests.grant_key('ada', 'Alpha', 'props:edit');
select tests.delegate('ada', 'eve', 'Alpha', 'props:edit');
select is(pg_temp.lacks('eve', 'Alpha', 'props:edit'), 'props:edit',
  'and what is delegated is not one''s own to give');
select is(pg_temp.lacks('ada', 'Alpha', 'props:edit'), 'nothing',
  'while whoever delegated it has it still (control)');

-- Reach: an :assigned key from above reaches the assigned projects, to give no further.
select tests.grant_key('olga', 'North', 'document:view:assigned');
select is(pg_temp.lacks('olga', 'North', 'document:view:assigned'), 'nothing',
  'what reaches assigned projects is given to reach assigned projects');
select is(pg_temp.lacks('olga', 'Alpha', 'document:view:assigned'), 'document:view:assigned',
  'and not in a project that one is not assigned to');
select tests.grant_role('olga', 'Alpha', 'fellow');
select is(pg_temp.lacks('olga', 'Alpha', 'document:view:assigned'), 'nothing',
  'in the own one it is (control)');

-- is_service -----------------------------------------------------------------------
create function pg_temp.is_service() returns boolean language sql security definer as $$
  select stagedoor.is_service()
$$;
select ok(pg_temp.is_service(), 'the owner of the database is the service');
select tests.authenticate_as_service();
select ok(pg_temp.is_service(), 'the service key is');
select tests.authenticate_as('ada', p_claims => '{"role": "service_role"}');
select ok(not pg_temp.is_service(), 'a claim makes nobody the service');
select tests.speak('authenticated', '{}');
select ok(not pg_temp.is_service(), 'nor does a token without a subject');
select tests.authenticate_as_anon();
select ok(not pg_temp.is_service(), 'nor is anon');

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
  'what one holds one gives (F94)');
select ok(not pg_temp.may_give('North', 'document:create', 'lin'),
  'and not where one does not hold it (F94)');
select ok(not pg_temp.may_give('Alpha', 'access:escalate', 'lin'),
  'what one does not hold one does not give (F94)');
select tests.authenticate_as('esc', 'aal2');
select ok(pg_temp.may_give('Alpha', 'document:create', 'lin'),
  'whoever may escalate gives what they do not hold');
select ok(not pg_temp.may_give('Alpha', 'document:create', 'esc'), 'but not to themselves');
select ok(not pg_temp.may_give('Beta', 'document:create', 'lin'), 'nor elsewhere');
select tests.authenticate_as('esc', 'aal1');
select ok(not pg_temp.may_give('Alpha', 'document:create', 'lin'),
  'nor without a second factor (F102)');
select tests.speak('authenticated', '{}');
select ok(not pg_temp.may_give('Alpha', 'document:create', 'lin'),
  'nobody in particular gives nothing');
select tests.authenticate_as_service();
select ok(pg_temp.may_give('Alpha', 'document:create', 'lin'),
  'the service gives what it likes');
select tests.clear_authentication();

-- has_grant_holder -----------------------------------------------------------------
select tests.create_project('Gamma', 'South');
create function pg_temp.held() returns boolean language sql as $$
  select stagedoor.has_grant_holder(tests.scope_id('Gamma'))
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
select ok(not pg_temp.held(), 'where nobody has access nobody gives it');
select pg_temp.with_only('a holder at the project holds', 'Gamma', true);
select pg_temp.with_only('a holder above it holds', 'South', true);
select pg_temp.with_only('one on one''s own does not', 'Gamma', false, 'own');
select pg_temp.with_only('one who is locked does not', 'Gamma', false, 'locked');
select pg_temp.with_only('one with an end does not', 'Gamma', false, 'allow', null,
  '2100-01-01');
select pg_temp.with_only('one who has not begun does not', 'Gamma', false, 'allow',
  '2100-01-01');
select pg_temp.with_only('one who is invited does not', 'Gamma', false, 'allow', null, null,
  'Invited');
select tests.grant_key('dora', 'Gamma', 'access:grant');
select tests.delegate('dora', 'eve', 'Gamma', 'access:grant');
select ok(pg_temp.held(), 'one who does is enough (control)');
select tests.ban_user('dora');
select ok(not pg_temp.held(), 'one who is banned does not, nor does one who was delegated it');
select tests.ban_user('dora', now() - interval '1 second');
select tests.deny('dora', 'South', 'access:grant');
select ok(not pg_temp.held(), 'one to whom it is denied does not');

select * from finish();
rollback;
