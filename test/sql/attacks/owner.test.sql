-- Attacks: what binds even the owner of the database, as far as a trigger or a constraint
-- can (SECURITY: audit, insert-and-close, derived keys). Every one with ordinary triggers
-- off, too.
begin;
select plan(27);
select tests.use_fixture_catalogue();

-- The cast: Pia produces Alpha; Carl is crew there.
select tests.create_user(n) from unnest(array['pia', 'carl']) as n;
select tests.create_organization('Company'), tests.create_project('Alpha', 'Company');
select tests.grant_role('pia', 'Alpha', 'manager');
select tests.grant_role('carl', 'Alpha', 'fellow');
select tests.start_session('carl', '00000000-0000-4000-8000-00000000feed');
select tests.elevate('carl', '00000000-0000-4000-8000-00000000feed', 'Alpha');
update stagedoor.user_accesses set status = 'Revoked', revoke_reason = 'over'
where user_id = tests.user_id('carl');

create temporary table refused (position integer, setting text, name text, call text);
insert into refused
select r.position, s.setting, r.name, r.call
from (values ('origin'), ('replica')) as s (setting)
cross join (values
  (1, 'an event is not taken out of the queue', 'delete from stagedoor.event_queue'),
  (2, 'an event is not changed in the queue',
    'update stagedoor.event_queue set reason = ''a lie'''),
  (3, 'the queue is not truncated', 'truncate stagedoor.event_queue'),
  (4, 'an access is not given to another user', $$update stagedoor.user_accesses
     set user_id = tests.user_id('carl') where user_id = tests.user_id('pia')$$),
  (5, 'the granter of an access is not rewritten', $$update stagedoor.user_accesses
     set granted_by = tests.user_id('carl') where user_id = tests.user_id('pia')$$),
  (6, 'the window of an access is not rewritten', $$update stagedoor.user_accesses
     set valid_until = '2099-01-01' where user_id = tests.user_id('pia')$$),
  (7, 'a revoked access does not come back', $$update stagedoor.user_accesses
     set status = 'Active', revoked_at = null where user_id = tests.user_id('carl')$$),
  (8, 'the end of a revoked access is not moved', $$update stagedoor.user_accesses
     set revoked_at = '2001-01-01' where user_id = tests.user_id('carl')$$),
  (9, 'the reason of a revocation is not rewritten', $$update stagedoor.user_accesses
     set revoke_reason = 'a lie' where user_id = tests.user_id('carl')$$),
  (10, 'the user who revoked an access is not rewritten', $$update stagedoor.user_accesses
     set revoked_by = tests.user_id('pia') where user_id = tests.user_id('carl')$$),
  (11, 'an elevation is not prolonged', $$update stagedoor.elevations
     set ends_at = ends_at + interval '1 day'$$),
  (12, 'an ended elevation is not opened again', $$update stagedoor.elevations
     set ended_at = null, ended_reason = null$$)
) as r (position, name, call);

create function pg_temp.code_under(p_setting text, p_call text)
returns text
language plpgsql
as $$
begin
  perform set_config('session_replication_role', p_setting, true);
  return tests.refusal(p_call) ->> 'code';
end;
$$;

-- refusals ---------------------------------------------------------------------------
select matches(
  coalesce(pg_temp.code_under(r.setting, r.call), 'done'), '^(42501|23514|55006)$',
  format('P8: %s (%s)', r.name, r.setting))
from refused as r
order by r.position, r.setting;
select set_config('session_replication_role', 'origin', true);

-- derived keys -----------------------------------------------------------------------
-- Derived keys say what links say, whoever writes them.
update stagedoor.grant_targets
set allow_keys = allow_keys || '{access:escalate}'
where id = tests.role_id('fellow');
select is(
  (select t.allow_keys && '{access:escalate}' from stagedoor.grant_targets as t
   where t.id = tests.role_id('fellow')),
  false, 'F17: a key written into a role by hand is gone at once');

-- controls ---------------------------------------------------------------------------
-- Controls: what is left open is there, and leaves its event.
select tests.flush();
select lives_ok(
  $$update stagedoor.user_accesses set status = 'Revoked'
    where user_id = tests.user_id('pia')$$,
  'P8: the owner can revoke');
select tests.flush();
select is(
  (select e.event from public.get_audit_events(tests.scope_id('Alpha'), 1) as e),
  'access.revoked', 'F24: a revocation by the owner is in the log');

select * from finish();
rollback;
