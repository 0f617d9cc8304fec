-- Attacks: holding two duties that watch each other by a way around the rule (F101).
begin;
select plan(14);
select tests.use_fixture_catalogue();

-- The cast: Lee draws up budgets in Alpha; Pia may do everything there but hold both
-- duties.
select tests.create_user(n) from unnest(array['olga', 'pia', 'lee', 'ada']) as n;
select tests.create_organization('Company'), tests.create_organization('Other');
select tests.create_project('Alpha', 'Company'), tests.create_project('Beta', 'Company');
insert into stagedoor.separation_rules
  (rule_key, kind, first_grant_id, second_grant_id, description)
values ('budget_and_ledger', 'static', tests.role_id('lead'),
  tests.role_id('teller'), 'For a test');
select tests.grant_role('olga', 'Company', 'manager');
select tests.grant_role('pia', 'Alpha', 'manager');
select tests.grant_role('lee', 'Alpha', 'lead');
select tests.create_role('empty', 'Alpha'), tests.grant_role('lee', 'Alpha', 'empty');
select tests.create_role('both', 'Alpha');

-- ways around ------------------------------------------------------------------------
select tests.authenticate_as('pia');
select throws_ok(
  format($$select public.grant_access(%L, %L, 'role', 'teller')$$,
    tests.user_id('lee'), tests.scope_id('Alpha')),
  '23514', null, 'F101: a second duty is not given');
select throws_ok(
  format('select public.set_role_inclusion(%L, %L, true)',
    tests.role_id('empty', 'Alpha'), tests.role_id('teller')),
  '23514', null, 'F101: a second duty is not included in a role that the user holds');
select is(
  (select public.accept_invitation(i.invitation ->> 'token') ->> 'reason'
   from (
     select public.invite_user(
       'lee@example.test', tests.scope_id('Alpha'), 'teller')
   ) as i (invitation)
   -- Spoken by Lee, whose address it is.
   cross join lateral (select tests.authenticate_as('lee')) as s),
  'separation_of_duty', 'F101: a second duty is not accepted');
select tests.authenticate_as('pia');
select public.set_role_inclusion(
  tests.role_id('both', 'Alpha'), tests.role_id(k), true)
from unnest(array['lead', 'teller']) as k;
select throws_ok(
  format($$select public.grant_access(%L, %L, 'role', 'both')$$,
    tests.user_id('ada'), tests.scope_id('Alpha')),
  '23514', null, 'F101: a role that is both duties is not given');
select tests.authenticate_as('olga');
select throws_ok(
  format($$select public.grant_access(%L, %L, 'role', 'teller')$$,
    tests.user_id('lee'), tests.scope_id('Company')),
  '23514', null, 'F101: a second duty is not given at the level above');
select lives_ok(
  format($$select public.grant_access(%L, %L, 'role', 'teller')$$,
    tests.user_id('lee'), tests.scope_id('Beta')),
  'F101: a second duty is given in another production (control)');

-- those whom no grant binds ----------------------------------------------------------
select tests.authenticate_as_service();
select throws_ok(
  format($$select public.grant_access(%L, %L, 'role', 'teller')$$,
    tests.user_id('lee'), tests.scope_id('Alpha')),
  '23514', null, 'F101: the service is bound by the rule');
select tests.clear_authentication();
select throws_ok(
  $$select tests.grant_role('lee', 'Alpha', 'teller')$$,
  '23514', null, 'F101: the owner of the database is bound by the rule');
select throws_ok(
  format('insert into stagedoor.role_includes values (%L, %L)',
    tests.role_id('empty', 'Alpha'), tests.role_id('teller')),
  '23514', null, 'F101: the owner is bound in what a role includes');
select tests.grant_role('lee', 'Other', 'teller');
select throws_ok(
  $$update stagedoor.scopes set parent_id = tests.scope_id('Other') where name = 'Alpha'$$,
  '23514', null, 'F101: the owner is bound in where a project stands');
savepoint replica;
set local session_replication_role = replica;
select throws_ok(
  $$select tests.grant_role('lee', 'Alpha', 'teller')$$,
  '23514', null, 'F101: the owner is bound where ordinary triggers are off');
rollback to replica;
savepoint deferred;
set constraints all deferred;
select throws_ok(
  $$select tests.grant_role('lee', 'Alpha', 'teller')$$,
  '23514', null, 'F101: the rule does not wait for a commit');
rollback to deferred;

-- controls ---------------------------------------------------------------------------
select lives_ok(
  $$select tests.grant_role('ada', 'Alpha', 'teller')$$,
  'F101: another user may hold the other duty (control)');
select lives_ok(
  format('insert into stagedoor.role_includes values (%L, %L)',
    tests.role_id('empty', 'Alpha'), tests.role_id('fellow')),
  'F101: a role may include a role that no rule names (control)');

select * from finish();
rollback;
