-- What only the service may do: a definer asks for itself, were it ever granted by mistake
-- (P2).
begin;
select plan(28);
select tests.use_fixture_catalogue();

-- The cast: Ada runs North, with all that anybody holds there.
select tests.create_user('ada');
select tests.create_project('Alpha', 'North');
select tests.grant_role('ada', 'North', 'manager');
select tests.grant_key('ada', 'North', 'access:escalate');
select tests.flush();

-- The mistake.
grant execute on function
  stagedoor.erase_personal_data(uuid), stagedoor.disclose_personal_data(uuid, bigint),
  stagedoor.read_audit_heads(uuid, integer),
  stagedoor.read_audit_leaves(uuid, bigint, integer),
  stagedoor.take_alert_messages(integer),
  stagedoor.settle_alert_message(uuid, boolean, text)
to anon, authenticated;

create temporary table calls (call text);
insert into calls values
  ('select stagedoor.erase_personal_data(tests.user_id(''ada''))'),
  ('select stagedoor.disclose_personal_data(tests.scope_id(''Alpha''), 1)'),
  ('select stagedoor.read_audit_heads(null, 10)'),
  ('select stagedoor.read_audit_leaves(tests.scope_id(''Alpha''), 0, 10)'),
  ('select stagedoor.take_alert_messages()'),
  ('select stagedoor.settle_alert_message(null, true)'),
  ('select public.export_audit(null)');
grant select on calls to anon, authenticated, service_role;

select tests.authenticate_as('ada', 'aal2');
select throws_ok(call, '42501', 'Access denied',
  format('a manager of the organization does not call %s', substring(call from '\w+\(')))
from calls;
select tests.authenticate_as('ada', 'aal2', p_claims => '{"role": "service_role"}');
select throws_ok(call, '42501', 'Access denied',
  format('a claim of service_role does not call %s', substring(call from '\w+\(')))
from calls;
select tests.authenticate_as_anon();
select throws_ok(call, '42501', null,
  format('anon does not call %s', substring(call from '\w+\(')))
from calls;
select tests.authenticate_as_service();
select lives_ok(call,
  format('the service calls %s (control)', substring(call from '\w+\(')))
from calls;

select * from finish();
rollback;
