-- Attacks: coming back by what was left open. Who is sent away finds no invitation, delegation
-- or elevation that still lets them in at the scope or below it (F95).
begin;
select plan(20);
select tests.use_fixture_catalogue();

-- The cast: Pat produces Alpha, Ned is sent away from it, Ann delegates to him.
select tests.create_user(n) from unnest(array['pat', 'olga', 'ned', 'ann', 'ben']) as n;
select tests.create_project('Alpha', 'North'), tests.create_project('Beta', 'North');
select tests.create_department('Camera', 'Alpha');
select tests.grant_role('pat', 'Alpha', 'manager'), tests.grant_role('pat', 'Beta', 'manager'),
  tests.grant_role('olga', 'North', 'manager'), tests.grant_role('ann', 'Alpha', 'lead');
select set_config('attack.access', tests.grant_role('ned', 'Alpha', 'fellow')::text, true);
select tests.grant_role('ned', 'Beta', 'fellow');

create function pg_temp.invites(p_who text, p_scope text, p_role text, p_email text default
  'ned@example.test') returns text language plpgsql as $$
begin
  perform tests.authenticate_as(p_who);
  return public.invite_user(p_email, tests.scope_id(p_scope), p_role) ->> 'token';
end;
$$;
create function pg_temp.accepts(p_who text, p_token text) returns text language plpgsql as $$
declare
  v_outcome jsonb;
begin
  perform tests.authenticate_as(p_who);
  v_outcome := public.accept_invitation(p_token);
  return coalesce(v_outcome ->> 'reason', 'ok');
end;
$$;

select set_config('attack.lead', pg_temp.invites('pat', 'Alpha', 'lead'), true);
select set_config('attack.head', pg_temp.invites('pat', 'Camera', 'head'), true);
select set_config('attack.beta', pg_temp.invites('pat', 'Beta', 'lead'), true);
select set_config('attack.north', pg_temp.invites('olga', 'North', 'fellow'), true);
select set_config('attack.ben', pg_temp.invites('pat', 'Alpha', 'lead', 'ben@example.test'), true);
select tests.clear_authentication();
select tests.delegate('ann', 'ned', 'Alpha', 'sheet:view'),
  tests.delegate('ann', 'ned', 'Camera', 'rota:view'),
  tests.delegate('pat', 'ned', 'Beta', 'sheet:view');
select tests.create_role('locker', 'Alpha', '{"document:approve": "locked"}');
select tests.elevate('ned', tests.id_for('session'), 'Alpha', 30);
select tests.elevate('ned', tests.id_for('session'), 'Beta', 30);

-- before: what stands open -----------------------------------------------------------------
savepoint before;
select is(pg_temp.accepts('ned', current_setting('attack.lead')), 'ok',
  'F95: an invitation to the project is open (control)');
rollback to before;
select is(pg_temp.accepts('ned', current_setting('attack.head')), 'ok',
  'F95: an invitation to a department is open (control)');
rollback to before;
select tests.authenticate_as('ned');
select ok(public.can('sheet:view', tests.scope_id('Alpha')),
  'F20: what is delegated counts (control)');

-- given back by oneself ----------------------------------------------------------------------
select ok(public.revoke_access(current_setting('attack.access')::uuid),
  'F95: a user gives back their own access (control)');
select is(pg_temp.accepts('ned', current_setting('attack.lead')), 'ok',
  'F95: whoever gives back their own access takes up what else is offered');
rollback to before;

-- taken away -----------------------------------------------------------------------------
select tests.authenticate_as('pat');
select ok(public.revoke_access(current_setting('attack.access')::uuid),
  'F95: a manager takes an access away');
select is(pg_temp.accepts('ned', current_setting('attack.lead')), 'withdrawn',
  'F95: an access that is taken away takes an open invitation along');
select is(pg_temp.accepts('ned', current_setting('attack.head')), 'withdrawn',
  'F95: an access that is taken away takes an open invitation below along');
select tests.authenticate_as('ned');
select ok(not public.can('sheet:view', tests.scope_id('Alpha')),
  'F95: an access that is taken away takes a delegation along');
select ok(not public.can('rota:view', tests.scope_id('Camera')),
  'F95: an access that is taken away takes a delegation below along');
select tests.clear_authentication();
select results_eq(
  $$ select s.name, e.ended_reason from stagedoor.elevations as e
     join stagedoor.scopes as s on s.id = e.scope_id order by s.name $$,
  $$ values ('Alpha', 'role changed'), ('Beta', null) $$,
  'F95: an access that is taken away takes an elevation along');
select is(pg_temp.accepts('ben', current_setting('attack.ben')), 'ok',
  'F95: an invitation of somebody else stays open (control)');
savepoint after;
select is(pg_temp.accepts('ned', current_setting('attack.beta')), 'ok',
  'F95: an invitation to another project stays open (control)');
rollback to after;
select is(pg_temp.accepts('ned', current_setting('attack.north')), 'ok',
  'F95: an invitation above stays open (control)');
rollback to after;
select tests.authenticate_as('ned');
select ok(public.can('sheet:view', tests.scope_id('Beta')),
  'F95: a delegation in another project stays (control)');
rollback to before;

-- a single permission ----------------------------------------------------------------------
select tests.clear_authentication();
select set_config('attack.key', tests.grant_key('ned', 'Alpha', 'rota:edit')::text, true);
select tests.authenticate_as('pat');
select ok(public.revoke_access(current_setting('attack.key')::uuid),
  'F95: a manager takes a single permission away');
select tests.clear_authentication();
select is(
  (select e.ended_reason from stagedoor.elevations as e
   where e.scope_id = tests.scope_id('Alpha')),
  'access taken away', 'F95: a permission that is taken away takes an elevation along');
rollback to before;

-- siblings ---------------------------------------------------------------------------------
select set_config('attack.twin', pg_temp.invites('olga', 'Alpha', 'lead'), true);
select is(pg_temp.accepts('ned', current_setting('attack.lead')), 'ok',
  'F95: one of two invitations is accepted (control)');
select is(pg_temp.accepts('ned', current_setting('attack.twin')), 'withdrawn',
  'F95: accepting one invitation settles another to the same');
select is(pg_temp.accepts('ned', current_setting('attack.head')), 'ok',
  'F95: accepting one invitation leaves another place open (control)');

select * from finish();
rollback;
