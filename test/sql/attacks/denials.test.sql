-- Attacks: freeing oneself of a denial (F50). Each in a savepoint; the answer is asked for
-- in a statement of its own, because a decision sees what its statement saw.
begin;
select plan(19);
select tests.use_fixture_catalogue();

-- The cast: Olga produces the company and holds a tenant role that denies her the approval
-- of budgets in Alpha; Pia produces Alpha and is denied it by the company.
select tests.create_user(n) from unnest(array['olga', 'pia', 'ray', 'cleo']) as n;
select tests.create_organization('Company'), tests.create_project('Alpha', 'Company');
select tests.create_role('no_budget', 'Company', '{"document:approve": "deny"}');
select tests.create_role('muzzle', 'Alpha', '{"document:approve": "deny"}');
select tests.create_role('envelope', 'Alpha', '{"rota:view": "allow"}');
select tests.create_role('key_box', 'Alpha', '{"document:approve": "locked"}');
select tests.grant_role('olga', 'Company', 'manager'),
  tests.grant_role('olga', 'Alpha', 'no_budget');
select tests.grant_role('pia', 'Alpha', 'manager');
select tests.grant_role('cleo', 'Alpha', 'manager');
select set_config(
  'attack.denial', tests.grant_role('pia', 'Company', 'no_budget')::text, true);

create function pg_temp.approves(p_name text)
returns boolean
language plpgsql
as $$
begin
  perform tests.authenticate_as(p_name);
  return public.can('document:approve', tests.scope_id('Alpha'));
end;
$$;

select ok(pg_temp.approves('cleo'),
  'F50: a manager who is denied nothing approves budgets');
select ok(not pg_temp.approves('pia'), 'F50: a denial from above wins over a role below');

-- By giving the denial back ----------------------------------------------------------
select tests.authenticate_as('pia');
select throws_ok(
  format('select public.revoke_access(%L)', current_setting('attack.denial')),
  '42501', null, 'F50: a denial from above is not given back by the user whom it binds');
select throws_ok(
  format('select public.change_access_window(%L, now() + interval ''1 second'')',
    current_setting('attack.denial')),
  null, null, 'F50: a denial from above is not shortened by the user whom it binds');
select ok(not pg_temp.approves('pia'), 'F50: a denial still binds after the refusals');

-- By taking the denial out of what carries it ----------------------------------------
savepoint inclusion;
select tests.clear_authentication();
insert into stagedoor.role_includes (permission_role_id, included_role_id)
values (tests.role_id('envelope', 'Alpha'), tests.role_id('muzzle', 'Alpha'));
select tests.grant_role('cleo', 'Alpha', 'envelope');
select ok(not pg_temp.approves('cleo'), 'F50: a denial comes with an included role');
select throws_ok(
  format('select public.set_role_inclusion(%L, %L, false)',
    tests.role_id('envelope', 'Alpha'), tests.role_id('muzzle', 'Alpha')),
  '42501', null, 'F50: an included role that denies is not let go by its holder');
select throws_ok(
  format('select public.delete_role(%L)', tests.role_id('muzzle', 'Alpha')),
  '42501', null, 'F50: an included role that denies is not deleted by its holder');
select throws_ok(
  format('select public.set_role_permission(%L, ''document:approve'', null)',
    tests.role_id('muzzle', 'Alpha')),
  '42501', null, 'F50: an included role that denies is not emptied by its holder');
select throws_ok(
  format('select public.delete_role(%L)', tests.role_id('envelope', 'Alpha')),
  '42501', null, 'F50: the role around an included denial is not deleted by its holder');
rollback to inclusion;

savepoint above;
select tests.authenticate_as('olga');
select throws_ok(
  format('select public.set_role_permission(%L, ''document:approve'', null)',
    tests.role_id('no_budget', 'Company')),
  '42501', null, 'F50: a role defined above is not emptied by a user whom it denies below');
select throws_ok(
  format('select public.delete_role(%L)', tests.role_id('no_budget', 'Company')),
  '42501', null, 'F50: a role defined above is not deleted by a user whom it denies below');
rollback to above;

-- By way of a lock ---------------------------------------------------------------------
savepoint lock;
select tests.clear_authentication();
select tests.grant_role('ray', 'Alpha', 'key_box');
select set_config('attack.muzzle', tests.grant_role('ray', 'Alpha', 'muzzle')::text, true);
select tests.authenticate_as('ray');
select throws_ok(
  format('select public.revoke_access(%L)', current_setting('attack.muzzle')),
  '42501', null, 'F50: a denial is not given back to open the lock behind it');
rollback to lock;

-- By moving the project away ----------------------------------------------------------
savepoint move;
select tests.authenticate_as('pia');
select set_config('attack.mine', public.create_organization('Mine')::text, true);
select public.grant_access(
  tests.user_id('pia'), tests.scope_id('Mine'), 'permission', k)
from unnest(array['project:create', 'access:grant']) as k;
select tests.clear_authentication();
select tests.revoke(a.id)
from stagedoor.user_accesses as a
where a.user_id = tests.user_id('pia')
  and a.scope_id = tests.scope_id('Mine')
  and a.reason = 'creator';
select tests.authenticate_as('pia');
select throws_ok(
  format('select public.move_scope(%L, %L)',
    tests.scope_id('Alpha'), tests.scope_id('Mine')),
  '42501', null, 'F50: a project is not moved out of the reach of a denial');
rollback to move;

-- By giving it back before the permission begins ---------------------------------------
savepoint future;
select tests.clear_authentication();
select tests.grant_role('ray', 'Alpha', 'lead', now() + interval '1 day');
select set_config('attack.muzzle', tests.grant_role('ray', 'Alpha', 'muzzle')::text, true);
select tests.authenticate_as('ray');
select throws_ok(
  format('select public.revoke_access(%L)', current_setting('attack.muzzle')),
  '42501', null, 'F50: a denial is not given back the day before the permission begins');
select lives_ok(
  format('select public.leave_scope(%L)', tests.scope_id('Alpha')),
  'F50: a user who leaves the scope gives the denial back too');
rollback to future;

-- The control: somebody else may, and what denies nothing may be given back.
select tests.authenticate_as('olga');
select lives_ok(
  format('select public.revoke_access(%L)', current_setting('attack.denial')),
  'F50: another user with access:revoke lifts the denial (control)');
select ok(pg_temp.approves('pia'), 'F50: a lifted denial is gone at the next statement');
select tests.authenticate_as('cleo');
select lives_ok(
  format('select public.leave_scope(%L)', tests.scope_id('Alpha')),
  'F50: a user without a denial leaves (control)');

select * from finish();
rollback;
