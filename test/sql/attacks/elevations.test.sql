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

savepoint untouched;
select tests.authenticate_as('ann', 'aal1', '00000000-0000-4000-8000-0000000000a2');
select is(pg_temp.edits('Alpha'), '42501', 'F55: an elevation is of one session');
select tests.authenticate_as('ann');
select is(pg_temp.edits('Alpha'), '42501', 'F55: and of none where a token names none');
select tests.authenticate_as('ann', 'aal1', null, '{"session_id": "no uuid"}');
select is(pg_temp.edits('Alpha'), '42501', 'F55: nor where it names nonsense');
select tests.authenticate_as('bea', 'aal1', null,
  '{"session_id": "00000000-0000-4000-8000-0000000000a1"}');
select is(pg_temp.edits('Alpha'), '42501', 'F55: nor does somebody else''s session serve');
select tests.authenticate_as('ann', 'aal1', '00000000-0000-4000-8000-0000000000a1');
select is(pg_temp.edits('Beta'), '42501', 'F55: it reaches no other project');
select throws_ok(
  format('select stagedoor.elevate_for(%L, %L, %L, 5)', tests.user_id('ann'),
    '00000000-0000-4000-8000-0000000000a2', tests.scope_id('Beta')),
  '42501', null, 'F55: nobody opens one by hand');
select throws_ok(
  format('select stagedoor.use_window(''elevation'', gen_random_uuid(), %L)', '2099-01-01'),
  '42501', null, 'F118: nor notes a window by hand');
select throws_ok(
  $$update stagedoor.elevations set ends_at = '2099-01-01'$$, '42501', null,
  'F55: nor prolongs one');

-- What it is for, and that it leaves a trace.
select is(pg_temp.edits('Alpha'), 'done', 'F55: in its session, at its scope, it opens');
select tests.clear_authentication();
select is(
  (select count(*) from stagedoor.window_uses), 1::bigint,
  'F118: what was written under it is bound to its window');
select tests.flush();
select is(
  (select count(*) from public.get_audit_events(tests.scope_id('Alpha'), 10) as e
   where e.event = 'elevation.used'),
  1::bigint, 'F60: and the log says that it was used');
rollback to untouched;

-- Ended before the commit.
savepoint ended;
select tests.authenticate_as('ann', 'aal1', '00000000-0000-4000-8000-0000000000a1');
select is(pg_temp.edits('Alpha'), 'done', 'F118: written while it is open');
select public.end_session('00000000-0000-4000-8000-0000000000a1');
select throws_ok(
  'set constraints all immediate', '42501', null,
  'F118: is undone at the commit where it has ended');
rollback to ended;

-- A savepoint that was rolled back binds nothing.
savepoint undone;
select tests.authenticate_as('ann', 'aal1', '00000000-0000-4000-8000-0000000000a1');
savepoint inner_one;
select pg_temp.edits('Alpha');
rollback to inner_one;
select tests.clear_authentication();
select is(
  (select count(*) from stagedoor.window_uses), 0::bigint,
  'F118: what was rolled back is bound to nothing');
rollback to undone;

-- Signed out.
select tests.clear_authentication();
delete from auth.sessions where id = '00000000-0000-4000-8000-0000000000a1';
select tests.speak('authenticated', jsonb_build_object(
  'sub', tests.user_id('ann'), 'role', 'authenticated',
  'session_id', '00000000-0000-4000-8000-0000000000a1'));
select is(pg_temp.edits('Alpha'), '42501', 'F55: signing out ends it at once');

-- A role that changes takes it along.
select tests.authenticate_as('bea', 'aal1', '00000000-0000-4000-8000-0000000000b1');
select tests.elevate('bea', '00000000-0000-4000-8000-0000000000b1', 'Alpha');
select is(pg_temp.edits('Alpha'), 'done', 'F55: Bea is elevated');
select tests.grant_role('bea', 'Alpha', 'fellow');
select is(pg_temp.edits('Alpha'), '42501', 'F55: another role ends it');

select * from finish();
rollback;
