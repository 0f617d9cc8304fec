-- Attacks: using an elevation that is somebody else's, another session's, or over (F55,
-- F118).
begin;
select plan(17);
select tests.use_fixture_catalogue();

-- The cast: Ann and Bea hold the menu locked in Alpha; Ann elevates herself in one session.
select tests.create_user(n) from unnest(array['ann', 'bea', 'pia']) as n;
select tests.create_organization('Company'), tests.create_project('Alpha', 'Company'),
  tests.create_project('Beta', 'Company');
select tests.create_role(
  'desk', 'Company', '{"menu:edit": "locked", "rota:view": "allow"}');
select tests.grant_role(n, p, 'desk')
from unnest(array['ann', 'bea']) as n, unnest(array['Alpha', 'Beta']) as p;
select tests.grant_role('pia', 'Alpha', 'manager');
select tests.start_session('ann', '00000000-0000-4000-8000-0000000000a1');
select tests.start_session('ann', '00000000-0000-4000-8000-0000000000a2');
select tests.start_session('bea', '00000000-0000-4000-8000-0000000000b1');
select tests.elevate('ann', '00000000-0000-4000-8000-0000000000a1', 'Alpha');
select tests.flush();

create function pg_temp.edits(p_project text)
returns text
language plpgsql
as $$
begin
  return coalesce(tests.refusal(format(
    'select public.save_menu_item(%L, ''{"item_key": "a", "label": "A", "path": "/a"}'')',
    tests.scope_id(p_project))) ->> 'code', 'done');
end;
$$;

-- another session, user or scope -----------------------------------------------------
savepoint untouched;
select tests.authenticate_as('ann', 'aal1', '00000000-0000-4000-8000-0000000000a2');
select is(pg_temp.edits('Alpha'), '42501',
  'F55: an elevation does not serve another session');
select tests.authenticate_as('ann');
select is(pg_temp.edits('Alpha'), '42501',
  'F55: an elevation does not serve a token without a session');
select tests.authenticate_as('ann', 'aal1', null, '{"session_id": "no uuid"}');
select is(pg_temp.edits('Alpha'), '42501',
  'F55: an elevation does not serve a token with a malformed session');
select tests.authenticate_as('bea', 'aal1', null,
  '{"session_id": "00000000-0000-4000-8000-0000000000a1"}');
select is(pg_temp.edits('Alpha'), '42501',
  'F55: an elevation does not serve another user who names its session');
select tests.authenticate_as('ann', 'aal1', '00000000-0000-4000-8000-0000000000a1');
select is(pg_temp.edits('Beta'), '42501',
  'F55: an elevation does not reach another project');
select throws_ok(
  format('select stagedoor.elevate_for(%L, %L, %L, 5)', tests.user_id('ann'),
    '00000000-0000-4000-8000-0000000000a2', tests.scope_id('Beta')),
  '42501', null, 'F55: a user does not open an elevation by hand');
select throws_ok(
  format('select stagedoor.use_window(''elevation'', gen_random_uuid(), %L)', '2099-01-01'),
  '42501', null, 'F118: a user does not note a window by hand');
select throws_ok(
  $$update stagedoor.elevations set ends_at = '2099-01-01'$$, '42501', null,
  'F55: a user does not prolong an elevation by hand');

-- what it is for ---------------------------------------------------------------------
select is(pg_temp.edits('Alpha'), 'done',
  'F55: an elevation opens in its session, at its scope (control)');
select tests.clear_authentication();
select is(
  (select count(*) from stagedoor.window_uses), 1::bigint,
  'F118: a row written by an elevation is bound to its window');
select tests.flush();
select is(
  (select count(*) from public.get_audit_events(tests.scope_id('Alpha'), 10) as e
   where e.event = 'elevation.used'),
  1::bigint, 'F60: the use of an elevation is in the log');
rollback to untouched;

-- ended before the commit ------------------------------------------------------------
savepoint ended;
select tests.authenticate_as('ann', 'aal1', '00000000-0000-4000-8000-0000000000a1');
select is(pg_temp.edits('Alpha'), 'done',
  'F118: a row is written while the elevation is open');
select public.end_session('00000000-0000-4000-8000-0000000000a1');
select throws_ok(
  'set constraints all immediate', '42501', null,
  'F118: a row is undone at the commit after its elevation has ended');
rollback to ended;

-- rolled back ------------------------------------------------------------------------
-- A savepoint that was rolled back binds nothing.
savepoint undone;
select tests.authenticate_as('ann', 'aal1', '00000000-0000-4000-8000-0000000000a1');
savepoint inner_one;
select pg_temp.edits('Alpha');
rollback to inner_one;
select tests.clear_authentication();
select is(
  (select count(*) from stagedoor.window_uses), 0::bigint,
  'F118: a rolled-back row is bound to no window');
rollback to undone;

-- signed out -------------------------------------------------------------------------
select tests.clear_authentication();
delete from auth.sessions where id = '00000000-0000-4000-8000-0000000000a1';
select tests.speak('authenticated', jsonb_build_object(
  'sub', tests.user_id('ann'), 'role', 'authenticated',
  'session_id', '00000000-0000-4000-8000-0000000000a1'));
select is(pg_temp.edits('Alpha'), '42501', 'F55: signing out ends an elevation at once');

-- another role -----------------------------------------------------------------------
select tests.authenticate_as('bea', 'aal1', '00000000-0000-4000-8000-0000000000b1');
select tests.elevate('bea', '00000000-0000-4000-8000-0000000000b1', 'Alpha');
select is(pg_temp.edits('Alpha'), 'done', 'F55: an elevated user edits (control)');
select tests.grant_role('bea', 'Alpha', 'fellow');
select is(pg_temp.edits('Alpha'), '42501', 'F55: another role ends an elevation');

select * from finish();
rollback;
