-- Attacks: leaving an organization without anybody who can give what they do not hold. Nobody
-- but the service could give access:escalate again, so the last holder of it stays (F94).
begin;
select plan(26);
select tests.use_fixture_catalogue();

-- The cast: Solo made Lonely; Olga manages it, too, and does not hold access:escalate. Sid
-- holds it in a project only.
select tests.create_user(n) from unnest(array['solo', 'olga', 'sid', 'heir']) as n;
select tests.create_organization('Lonely'), tests.create_project('Alpha', 'Lonely');
select tests.grant_role('solo', 'Lonely', 'manager'), tests.grant_role('olga', 'Lonely', 'manager');
select set_config(
  'attack.escalate', tests.grant_key('solo', 'Lonely', 'access:escalate')::text, true);
select set_config(
  'attack.below', tests.grant_key('sid', 'Alpha', 'access:escalate')::text, true);
select tests.create_role('no_escalating', 'Lonely', '{"access:escalate": "deny"}');
select tests.create_role('escalating', 'Lonely', '{"access:escalate": "allow"}');

-- the holder -------------------------------------------------------------------------
select tests.authenticate_as('solo', 'aal2');
savepoint way;
select throws_ok(
  format('select public.revoke_access(%L)', current_setting('attack.escalate')),
  '23514', 'Somebody must still be able to give what they do not hold there',
  'F94: the last holder of access:escalate does not revoke it');
select throws_ok(
  format('select public.change_access_window(%L, now() + interval ''1 day'')',
    current_setting('attack.escalate')),
  '23514', null, 'F94: the last holder of access:escalate does not let it end');
select throws_ok(
  format('select public.leave_scope(%L)', tests.scope_id('Lonely')),
  '23514', null, 'F94: the last holder of access:escalate does not leave');
select throws_ok(
  format($$ select public.grant_access(%L, %L, 'role', 'no_escalating') $$,
    tests.user_id('solo'), tests.scope_id('Lonely')),
  '23514', null, 'F94: the last holder of access:escalate is not denied it');
select is(
  public.accept_invitation(public.invite_user(
    'solo@example.test', tests.scope_id('Lonely'), 'no_escalating') ->> 'token')
    ->> 'reason',
  'last_holder', 'F94: the last holder of access:escalate does not accept a denial');
select throws_ok(
  'select public.delete_my_account()', '23514',
  'Somebody must own what you leave, and give access where only you can',
  'F94: the last holder of access:escalate does not close their account');
select ok(public.can('access:escalate', tests.scope_id('Lonely')),
  'F94: the last holder of access:escalate still holds it');

-- others -------------------------------------------------------------------------------
select tests.authenticate_as('olga');
select throws_ok(
  format('select public.revoke_access(%L)', current_setting('attack.escalate')),
  '23514', null, 'F94: a manager does not revoke the last access:escalate');
select tests.authenticate_as_service();
select throws_ok(
  format('select public.revoke_access(%L)', current_setting('attack.escalate')),
  '23514', null, 'F94: the service does not revoke the last access:escalate');
select ok(public.revoke_access(current_setting('attack.below')::uuid),
  'F94: the last access:escalate of a project is revoked (control)');
rollback to way;

-- a role that carries it --------------------------------------------------------------------
select tests.clear_authentication();
select tests.revoke(current_setting('attack.escalate')::uuid);
select tests.grant_role('solo', 'Lonely', 'escalating');
select tests.authenticate_as('olga');
select throws_ok(
  format($$ select public.set_role_permission(%L, 'access:escalate', null) $$,
    tests.role_id('escalating', 'Lonely')),
  '23514', null, 'F94: the role of the last holder does not lose access:escalate');
select throws_ok(
  format($$ select public.set_role_permission(%L, 'access:escalate', 'deny') $$,
    tests.role_id('escalating', 'Lonely')),
  '23514', null, 'F94: the role of the last holder does not deny access:escalate');
select throws_ok(
  format('select public.delete_role(%L)', tests.role_id('escalating', 'Lonely')),
  '23514', null, 'F94: the role of the last holder of access:escalate is not deleted');
select throws_ok(
  format('select public.set_role_inclusion(%L, %L, true)',
    tests.role_id('escalating', 'Lonely'), tests.role_id('no_escalating', 'Lonely')),
  '23514', null, 'F94: the role of the last holder does not include a denial of it');
rollback to way;

-- deleted logins -----------------------------------------------------------------------
select tests.clear_authentication();
savepoint login;
delete from auth.users where id = tests.user_id('solo');
select results_eq(
  $$ select s.name from stagedoor.alerts as a join stagedoor.scopes as s on s.id = a.scope_id
     where a.rule_key = 'last_holder_lost' $$,
  $$ values ('Lonely') $$,
  'F94: a deleted login of the last holder of access:escalate raises an alert');
rollback to login;
delete from auth.users where id = tests.user_id('olga');
select is_empty(
  $$ select from stagedoor.alerts as a where a.rule_key = 'last_holder_lost' $$,
  'F94: a deleted login of another manager raises no alert (control)');
rollback to login;
select tests.archive('Lonely');
delete from auth.users where id = tests.user_id('solo');
select is_empty(
  $$ select from stagedoor.alerts as a where a.rule_key = 'last_holder_lost' $$,
  'F94: an archive has nobody who could give anything, and raises no alert');
rollback to login;

-- controls ---------------------------------------------------------------------------
select tests.authenticate_as('solo', 'aal2');
select isnt(
  public.grant_access(
    tests.user_id('heir'), tests.scope_id('Lonely'), 'permission', 'access:escalate'),
  null, 'F94: the last holder gives access:escalate to another user (control)');
savepoint second;
select ok(public.revoke_access(current_setting('attack.escalate')::uuid),
  'F94: one of two holders revokes their access:escalate (control)');
rollback to second;
select ok(public.leave_scope(tests.scope_id('Lonely')),
  'F94: one of two holders of access:escalate leaves (control)');
rollback to second;
select tests.clear_authentication();
delete from auth.users where id = tests.user_id('solo');
select is_empty(
  $$ select from stagedoor.alerts as a where a.rule_key = 'last_holder_lost' $$,
  'F94: a deleted login of one of two holders raises no alert (control)');
rollback to way;
-- Whoever held it for a while, or by delegation, was no holder to be kept.
select tests.clear_authentication();
select tests.revoke(current_setting('attack.escalate')::uuid);
select set_config('attack.brief', tests.grant_key(
  'solo', 'Lonely', 'access:escalate', null, now() + interval '1 day')::text, true);
select tests.authenticate_as('olga');
select ok(public.revoke_access(current_setting('attack.brief')::uuid),
  'F94: an access:escalate that ends anyway is revoked (control)');
rollback to way;

-- what may not be passed on -------------------------------------------------------------
select tests.clear_authentication();
select tests.create_permission('props:hand_out');
insert into stagedoor.permission_implications (permission_key, implies_key)
values ('props:hand_out', 'access:grant');
select tests.create_permission('props:show');
select tests.grant_key('olga', 'Lonely', k) from unnest(array['props:hand_out', 'props:show']) as k;
create function pg_temp.delegates(p_key text) returns text language plpgsql as $$
begin
  perform tests.authenticate_as('olga');
  perform public.delegate_access(tests.user_id('sid'), tests.scope_id('Lonely'),
    array[p_key], now() + interval '1 day');
  return 'done';
exception
  when others then return sqlstate;
end;
$$;
select is(pg_temp.delegates(key), outcome, 'F20: ' || why)
from (values
  ('access:grant', '42501', 'access:grant is not delegated'),
  ('access:revoke', '42501', 'access:revoke is not delegated'),
  ('props:hand_out', '42501', 'a key that implies access:grant is not delegated'),
  ('props:show', 'done', 'a key that implies nothing is delegated (control)')
) as d (key, outcome, why);

select * from finish();
rollback;
