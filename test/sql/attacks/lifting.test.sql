-- Attacks: giving by lifting a denial. Whoever may take something away, and does not hold
-- what it denies, does not give that back to its holder (F50, F94). docs/threats.md lists
-- the ways; each has its refusal here, and the same act of somebody who holds the key as
-- its control.
begin;
select plan(34);
select tests.use_fixture_catalogue();

-- The cast: Vic produces the company and is denied the approval of budgets in Alpha. Ed may
-- edit, revoke and move there and approves no budgets. Pia produces Alpha.
select tests.create_user(n) from unnest(array['vic', 'ed', 'pia', 'una', 'lone']) as n;
select tests.create_organization('Company'), tests.create_project('Alpha', 'Company'),
  tests.create_organization('Elsewhere');
select tests.create_role('no_budget', 'Alpha', '{"document:approve": "deny"}');
select tests.create_role('no_budget_at_all', 'Company', '{"document:approve": "deny"}');
select tests.create_role('envelope', 'Alpha', '{"rota:view": "allow"}');
select tests.grant_role('vic', 'Company', 'manager'),
  tests.grant_role('pia', 'Alpha', 'manager');
select tests.grant_key('ed', 'Alpha', k) from unnest(array[
  'access:view', 'access:grant', 'access:revoke', 'role:edit', 'project:create',
  'project:delete']) as k;
select tests.grant_key(n, 'Elsewhere', 'project:create') from unnest(array['ed', 'pia']) as n;
select set_config(
  'attack.denial', tests.grant_role('vic', 'Alpha', 'no_budget')::text, true);

create function pg_temp.approves(p_name text)
returns boolean
language plpgsql
as $$
begin
  perform tests.authenticate_as(p_name);
  return public.can('document:approve', tests.scope_id('Alpha'));
end;
$$;

-- before -----------------------------------------------------------------------------
select ok(not pg_temp.approves('vic'), 'F50: a denial below wins over a role from above');
select ok(not pg_temp.approves('ed'), 'F94: Ed approves no budgets');
select ok(pg_temp.approves('pia'), 'F94: Pia approves budgets');

-- revoke_access --------------------------------------------------------------------------
savepoint way;
select tests.authenticate_as('ed');
select throws_ok(
  format('select public.revoke_access(%L)', current_setting('attack.denial')),
  '42501', 'Access denied', 'F94: a user who lacks a key does not revoke its denial');
select ok(not pg_temp.approves('vic'),
  'F94: a denial still binds after a refused revocation');
select tests.authenticate_as('pia');
select ok(public.revoke_access(current_setting('attack.denial')::uuid),
  'F94: a user who holds the key revokes its denial (control)');
select ok(pg_temp.approves('vic'),
  'F94: a revoked denial lets the key come back from above');
rollback to way;
select tests.authenticate_as_service();
select ok(public.revoke_access(current_setting('attack.denial')::uuid),
  'F94: the service revokes a denial');
rollback to way;
-- A denial that holds nothing back is anybody's to revoke who may revoke.
select tests.clear_authentication();
select set_config(
  'attack.idle', tests.grant_role('una', 'Alpha', 'no_budget')::text, true);
select tests.authenticate_as('ed');
select ok(public.revoke_access(current_setting('attack.idle')::uuid),
  'F94: a denial of a key that its user lacks is revoked freely');
rollback to way;
-- One that is over, too.
select tests.clear_authentication();
select set_config('attack.over', tests.grant_role(
  'lone', 'Alpha', 'no_budget', now() - interval '2 days', now() - interval '1 day')::text,
  true);
select tests.grant_role('lone', 'Alpha', 'lead');
select tests.authenticate_as('ed');
select ok(public.revoke_access(current_setting('attack.over')::uuid),
  'F94: an expired denial is revoked freely');
rollback to way;
-- One that nobody has accepted, too.
select tests.clear_authentication();
select set_config('attack.offered', tests.give('lone', 'Alpha', 'role',
  tests.role_id('no_budget', 'Alpha'), p_status => 'Invited')::text, true);
select tests.grant_role('lone', 'Alpha', 'lead');
select tests.authenticate_as('ed');
select ok(public.revoke_access(current_setting('attack.offered')::uuid),
  'F94: a denial that is only offered is revoked freely');
rollback to way;

select tests.freeze_time(now());
select set_config('attack.over', tests.grant_role(
  'lone', 'Alpha', 'no_budget', now() - interval '1 day', now())::text, true);
select tests.grant_role('lone', 'Alpha', 'lead');
select tests.authenticate_as('ed');
select ok(public.revoke_access(current_setting('attack.over')::uuid),
  'F94: a denial at the moment of its end is revoked freely');
rollback to way;

-- change_access_window -------------------------------------------------------------------
select tests.authenticate_as('ed');
select throws_ok(
  format('select public.change_access_window(%L, now() + interval ''1 second'')',
    current_setting('attack.denial')),
  '42501', 'Access denied', 'F94: a user who lacks a key does not shorten its denial');
select tests.authenticate_as('pia');
select isnt(
  public.change_access_window(
    current_setting('attack.denial')::uuid, now() + interval '1 hour'),
  null, 'F94: a user who holds the key shortens its denial (control)');
select set_config('attack.bounded', (
  select a.id::text from stagedoor.user_accesses as a
  where a.user_id = tests.user_id('vic') and a.scope_id = tests.scope_id('Alpha')
    and a.status = 'Active'), true);
select tests.clear_authentication();
select tests.grant_key('ed', 'Company', 'access:grant');
select tests.authenticate_as('ed');
select isnt(
  public.change_access_window(
    current_setting('attack.bounded')::uuid, now() + interval '1 day'),
  null, 'F94: a user who lacks a key prolongs its denial');
rollback to way;

-- set_role_permission, delete_role --------------------------------------------------------
select tests.authenticate_as('ed');
select throws_ok(
  format('select public.set_role_permission(%L, ''document:approve'', null)',
    tests.role_id('no_budget', 'Alpha')),
  '42501', 'Access denied',
  'F94: a user who lacks a key does not take its denial out of a role');
select throws_ok(
  format('select public.set_role_permission(%L, ''document:approve'', ''locked'')',
    tests.role_id('no_budget', 'Alpha')),
  '42501', 'Access denied',
  'F94: a user who lacks a key does not weaken its denial in a role');
select throws_ok(
  format('select public.delete_role(%L)', tests.role_id('no_budget', 'Alpha')),
  '42501', 'Access denied',
  'F94: a user who lacks a key does not delete the role that denies it');
select ok(not pg_temp.approves('vic'),
  'F94: a denial still binds after refused changes of its role');
select tests.authenticate_as('ed');
select ok(public.delete_role(tests.role_id('envelope', 'Alpha')),
  'F94: a role without denials is deleted by a user with role:edit (control)');
select tests.authenticate_as('pia');
select set_config('attack.role', tests.role_id('no_budget', 'Alpha')::text, true);
select ok(public.delete_role(tests.role_id('no_budget', 'Alpha')),
  'F94: a user who holds the key deletes the role that denies it (control)');
select ok(pg_temp.approves('vic'),
  'F94: a deleted role lets the denied key come back from above');
select tests.clear_authentication();
select tests.grant_role('una', 'Alpha', 'fellow');
select tests.authenticate_as('una');
select throws_ok(
  format('select public.delete_role(%L)', current_setting('attack.role')), 'PT404', null,
  'F86: a deleted role is not found by a user without role:edit');
select throws_ok(
  format('select public.delete_role(%L)', tests.role_id('no_budget_at_all', 'Alpha')),
  '42501', null, 'F86: an existing role is refused to a user without role:edit');
rollback to way;

-- set_role_inclusion ----------------------------------------------------------------------
select tests.clear_authentication();
insert into stagedoor.role_includes (permission_role_id, included_role_id)
values (tests.role_id('envelope', 'Alpha'), tests.role_id('no_budget_at_all', 'Alpha'));
select tests.authenticate_as('ed');
select throws_ok(
  format('select public.set_role_inclusion(%L, %L, false)',
    tests.role_id('envelope', 'Alpha'), tests.role_id('no_budget_at_all', 'Alpha')),
  '42501', 'Access denied',
  'F94: a user who lacks a key does not let go the role that denies it');
select tests.authenticate_as('pia');
select ok(
  public.set_role_inclusion(tests.role_id('envelope', 'Alpha'),
    tests.role_id('no_budget_at_all', 'Alpha'), false),
  'F94: a user who holds the key lets the role go (control)');
rollback to way;

-- move_scope ------------------------------------------------------------------------------
-- Una works in Alpha and is denied it by the company above; Lone by a role of the company.
select tests.clear_authentication();
select tests.grant_role('una', 'Alpha', 'lead'),
  tests.grant_role('una', 'Company', 'no_budget_at_all');
select tests.authenticate_as('ed');
select throws_ok(
  format('select public.move_scope(%L, %L)',
    tests.scope_id('Alpha'), tests.scope_id('Elsewhere')),
  '42501', 'Access denied', 'F94: a project is not moved out of the reach of a denial');
select tests.authenticate_as('pia');
select ok(
  public.move_scope(tests.scope_id('Alpha'), tests.scope_id('Elsewhere')),
  'F94: a user who holds the key moves the project (control)');
rollback to way;
select tests.clear_authentication();
select tests.grant_role('lone', 'Alpha', 'lead'),
  tests.grant_role('lone', 'Alpha', 'no_budget_at_all');
select tests.authenticate_as('ed');
select throws_ok(
  format('select public.move_scope(%L, %L)',
    tests.scope_id('Alpha'), tests.scope_id('Elsewhere')),
  '42501', 'Access denied',
  'F94: a project is not moved away from the tenant whose role denies');
select tests.authenticate_as('pia');
select ok(
  public.move_scope(tests.scope_id('Alpha'), tests.scope_id('Elsewhere')),
  'F94: a user who holds the key moves the project from that tenant (control)');
rollback to way;
select tests.authenticate_as('ed');
select ok(
  public.move_scope(tests.scope_id('Alpha'), tests.scope_id('Elsewhere')),
  'F94: a project without denials is moved by a user who lacks the key (control)');
rollback to way;
-- What Una had is taken away, and Lone's denial ends at this very moment.
select tests.clear_authentication();
select tests.revoke(tests.grant_role('una', 'Alpha', 'lead')),
  tests.grant_role('una', 'Company', 'no_budget_at_all');
select tests.authenticate_as('ed');
select ok(
  public.move_scope(tests.scope_id('Alpha'), tests.scope_id('Elsewhere')),
  'F94: a denial of a revoked permission does not hold the project back');
rollback to way;
select tests.clear_authentication();
select tests.freeze_time(now());
select tests.grant_role('lone', 'Alpha', 'lead'), tests.grant_role(
  'lone', 'Company', 'no_budget_at_all', now() - interval '1 day', now());
select tests.authenticate_as('ed');
select ok(
  public.move_scope(tests.scope_id('Alpha'), tests.scope_id('Elsewhere')),
  'F94: a denial that ends at this moment does not hold the project back');
rollback to way;

-- leave_scope: nobody lifts their own ---------------------------------------------------
select tests.authenticate_as('vic');
select throws_ok(
  format('select public.leave_scope(%L)', tests.scope_id('Alpha')),
  '42501', 'Access denied', 'F50: leaving does not take along a denial that binds');

select * from finish();
rollback;
