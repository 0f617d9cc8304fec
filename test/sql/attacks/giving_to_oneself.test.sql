-- Attacks: giving oneself what one lacks, or for longer than one has it (F94, F39).
begin;
select plan(20);
select tests.use_fixture_catalogue();

-- The cast: Olga produces the company, Pia the project Alpha, Tom does so until tonight.
-- Esther may give access and escalate, and holds nothing else. Greta may give access for
-- ever, and everything else for an hour.
select tests.create_user(n)
from unnest(array['olga', 'pia', 'tom', 'esther', 'greta', 'ben', 'mallory']) as n;
select tests.create_organization('Company'), tests.create_project('Alpha', 'Company');
select tests.grant_role('olga', 'Company', 'manager');
select tests.grant_role('pia', 'Alpha', 'manager');
select tests.grant_role('tom', 'Alpha', 'manager', null, now() + interval '3 hours');
select tests.grant_key('esther', 'Alpha', k)
from unnest(array['access:grant', 'access:escalate']) as k;
select tests.grant_key('greta', 'Alpha', 'access:grant');
select tests.grant_key('greta', 'Alpha', 'role:edit');
select tests.grant_role('greta', 'Alpha', 'manager', null, now() + interval '1 hour');
select tests.create_role('helper', 'Alpha');
select tests.grant_role('greta', 'Alpha', 'helper');
select tests.create_role('lamp', 'Alpha');

-- One invitation to one's own address, accepted at once.
create function pg_temp.invites_themselves(p_name text, p_role_key text)
returns text
language plpgsql
as $$
declare
  v_answer jsonb;
begin
  v_answer := public.accept_invitation(public.invite_user(
    p_name || '@example.test', tests.scope_id('Alpha'), p_role_key) ->> 'token');
  return coalesce(v_answer ->> 'reason', 'accepted');
exception
  when insufficient_privilege then return 'refused';
end;
$$;

-- access:escalate is for others -------------------------------------------------
select tests.authenticate_as('esther', 'aal2');
select throws_ok(
  format($$select public.grant_access(%L, %L, 'role', 'manager')$$,
    tests.user_id('esther'), tests.scope_id('Alpha')),
  '42501', null, 'F94: a user with access:escalate does not give themselves a role');
select is(
  pg_temp.invites_themselves('esther', 'manager'), 'refused',
  'F94: a user with access:escalate does not invite themselves');
select lives_ok(
  format($$select public.grant_access(%L, %L, 'role', 'manager')$$,
    tests.user_id('ben'), tests.scope_id('Alpha')),
  'F94: a user with access:escalate gives others a role that they lack (control)');
select ok(
  not public.can('document:approve', tests.scope_id('Alpha')),
  'F94: Esther holds no more than she was given');

-- An address that becomes one's own only after the invitation.
savepoint address;
select set_config('attack.token', public.invite_user(
  'esther.two@example.test', tests.scope_id('Alpha'), 'manager') ->> 'token', true);
select tests.clear_authentication();
update auth.users set email = 'esther.two@example.test'
where id = tests.user_id('esther');
select tests.authenticate_as('esther', 'aal2');
select is(
  public.accept_invitation(current_setting('attack.token')) ->> 'reason',
  'no_longer_offered',
  'F94: an inviter does not accept under an address that they took over');
rollback to address;

-- A role filled while nobody seems to hold it.
savepoint role;
select tests.clear_authentication();
select tests.grant_key('esther', 'Alpha', 'role:edit');
select tests.authenticate_as('esther', 'aal2');
select lives_ok(
  format($$select public.set_role_permission(%L, 'document:approve', 'allow')$$,
    tests.role_id('lamp', 'Alpha')),
  'F94: a user with access:escalate fills a role that they do not hold');
select throws_ok(
  format($$select public.grant_access(%L, %L, 'role', 'lamp')$$,
    tests.user_id('esther'), tests.scope_id('Alpha')),
  '42501', null, 'F94: a user does not give themselves the role that they filled');
select is(
  pg_temp.invites_themselves('esther', 'lamp'), 'refused',
  'F94: a user does not invite themselves to the role that they filled');
rollback to role;

-- Power until tonight stays power until tonight -----------------------------------
select tests.authenticate_as('tom');
select throws_ok(
  format($$select public.grant_access(%L, %L, 'role', 'lead')$$,
    tests.user_id('tom'), tests.scope_id('Alpha')),
  '42501', null, 'F39: a temporary manager does not give themselves an unlimited role');
select is(
  pg_temp.invites_themselves('tom', 'lead'), 'refused',
  'F39: a temporary manager does not invite themselves to an unlimited role');
select lives_ok(
  format($$select public.grant_access(%L, %L, 'role', 'lead', null, %L)$$,
    tests.user_id('tom'), tests.scope_id('Alpha'), now() + interval '1 hour'),
  'F39: a temporary manager gives themselves a role that ends before (control)');

select tests.authenticate_as('greta');
select throws_ok(
  format($$select public.grant_access(%L, %L, 'permission', 'document:approve')$$,
    tests.user_id('greta'), tests.scope_id('Alpha')),
  '42501', null,
  'F39: an unlimited access:grant does not prolong a key that ends in an hour');
select throws_ok(
  format($$select public.set_role_permission(%L, 'document:approve', 'allow')$$,
    tests.role_id('helper', 'Alpha')),
  '42501', null,
  'F39: a user does not put an ending key into a role that they hold for ever');
select lives_ok(
  format($$select public.set_role_permission(%L, 'access:grant', 'allow')$$,
    tests.role_id('helper', 'Alpha')),
  'F39: a user puts an unlimited key into a role held for ever (control)');

-- Moving it below one's own: what one holds there for ever would hold here for ever.
savepoint move;
select tests.authenticate_as('tom');
select public.create_organization('Toms');
select tests.clear_authentication();
select tests.revoke(a.id)
from stagedoor.user_accesses as a
where a.user_id = tests.user_id('tom')
  and a.scope_id = tests.scope_id('Toms')
  and a.grant_type = 'permission';
select tests.authenticate_as('tom');
select throws_ok(
  format('select public.move_scope(%L, %L)',
    tests.scope_id('Alpha'), tests.scope_id('Toms')),
  '42501', null, 'F39: a temporary manager does not move the project home');
rollback to move;
savepoint control;
select tests.clear_authentication();
select tests.create_organization('Pias');
select tests.grant_key('pia', 'Pias', k)
from unnest(array['project:create', 'access:grant']) as k;
select tests.authenticate_as('pia');
select lives_ok(
  format('select public.move_scope(%L, %L)',
    tests.scope_id('Alpha'), tests.scope_id('Pias')),
  'F93: a user who holds all for ever on both sides moves the project (control)');
rollback to control;
savepoint creation;
select tests.clear_authentication();
select tests.grant_role('tom', 'Company', 'manager', null, now() + interval '3 hours');
select tests.authenticate_as('tom');
select lives_ok(
  format('select public.create_project(%L, ''Gamma'')', tests.scope_id('Company')),
  'F39: a temporary manager creates a project (control)');
select ok(
  (select a.valid_until from stagedoor.user_accesses as a
   where a.scope_id = tests.scope_id('Gamma')) <= now() + interval '3 hours',
  'F39: a temporary manager holds the new project until their own end');
rollback to creation;

-- What is delegated is nobody's to give -------------------------------------------------
select tests.clear_authentication();
select tests.delegate('pia', 'mallory', 'Alpha', k, now() + interval '1 day')
from unnest(array['access:grant', 'document:approve', 'role:edit']) as k;
select tests.authenticate_as('mallory');
select throws_ok(
  format($$select public.grant_access(%L, %L, 'permission', 'document:approve')$$,
    tests.user_id('mallory'), tests.scope_id('Alpha')),
  '42501', null, 'F94: a delegate does not give themselves what was delegated');
select throws_ok(
  format($$select public.set_role_permission(%L, 'document:approve', 'allow')$$,
    tests.role_id('lamp', 'Alpha')),
  '42501', null, 'F94: a delegate does not put what was delegated into a role');

select * from finish();
rollback;
