-- Delegating a part of one's own permissions for a while (F20, F94).
begin;
select plan(71);
select tests.use_fixture_catalogue();

-- The cast: Lin is line manager of Alpha and delegates to Del, who may delegate to Sub;
-- Pat produces Alpha, Tim does until summer, Own holds one key on what is his own.
select tests.create_user(name)
from unnest(array['lin', 'del', 'sub', 'pat', 'tim', 'own', 'max', 'sid', 'dan']) as name;
select tests.create_guest('gus', 'pat');
select tests.create_project('Alpha', 'North');
select tests.create_department('Camera', 'Alpha');
select tests.create_project('Beta', 'North');
select tests.create_project('Gamma', 'South');
select tests.grant_role('lin', 'Alpha', 'lead');
select tests.grant_role('pat', 'Alpha', 'manager');
select tests.grant_role('tim', 'Alpha', 'manager', null, '2027-06-01');
select tests.grant_role('sid', 'South', 'manager');
select tests.grant_policy('own', 'Alpha', 'document:create', 'own');
select tests.grant_policy('own', 'Alpha', 'document:approve', 'locked');
select tests.grant_key('pat', 'Alpha', 'access:escalate');
select tests.grant_role('max', 'Alpha', 'lead');
select tests.ban_user('max');
select tests.freeze_time('2027-03-01 12:00:00+00');

create function pg_temp.outcome(p_sql text) returns text language plpgsql as $$
begin
  begin
    execute p_sql;
    raise sqlstate 'XDONE';
  exception
    when sqlstate 'XDONE' then return 'done';
    when others then return sqlstate;
  end;
end;
$$;
create function pg_temp.delegates(
  p_who text, p_to text, p_scope text, p_keys text[], p_until text default '2027-05-01',
  p_aal text default 'aal1')
returns text language plpgsql as $$
begin
  perform tests.authenticate_as(p_who, p_aal);
  return pg_temp.outcome(format('select public.delegate_access(%L, %L, %L, %L, ''why'')',
    tests.user_id(p_to), tests.scope_id(p_scope), p_keys, p_until));
end;
$$;

-- what may be delegated -------------------------------------------------------------------
select is(pg_temp.delegates(who, 'del', scope, keys, until, 'aal2'), outcome, why)
from (values
  ('lin', 'Alpha', '{document:create}'::text[], '2027-05-01', 'done',
    'a user delegates a permission that they hold'),
  ('lin', 'Alpha', '{document:create,rota:edit}', '2027-05-01', 'done',
    'a user delegates two permissions at once'),
  ('lin', 'Camera', '{document:create}', '2027-05-01', 'done',
    'a user delegates a permission for a department only'),
  ('lin', 'Alpha', '{document:view:assigned}', '2027-05-01', 'done',
    'a user delegates a permission that theirs implies'),
  ('lin', 'Alpha', '{}', '2027-05-01', '22023', 'an empty list is not delegated'),
  ('lin', 'Alpha', null, '2027-05-01', '22023', 'a missing list is not delegated'),
  ('lin', 'Alpha', '{null}', '2027-05-01', 'PT404', 'a null key is not found'),
  ('lin', 'Alpha', '{document:none}', '2027-05-01', 'PT404', 'an unknown key is not found'),
  ('lin', 'Alpha', '{document:create}', null, '22023', 'a delegation has an end'),
  ('lin', 'Alpha', '{document:create}', '2027-03-01 12:00:00+00', '22023',
    'a delegation ends in the future'),
  ('lin', 'Alpha', '{document:create}', 'infinity', '22023',
    'a delegation ends at a finite moment'),
  ('lin', 'Alpha', '{ticket:create}', '2027-05-01', '42501',
    'a user does not delegate a permission that they lack (F94)'),
  ('lin', 'Alpha', '{document:create,ticket:create}', '2027-05-01', '42501',
    'a call delegates all of its keys or none'),
  ('lin', 'North', '{document:create}', '2027-05-01', '42501',
    'a user does not delegate above their own scope'),
  ('lin', 'Beta', '{document:create}', '2027-05-01', 'PT404',
    'another project of the organization is not found'),
  ('lin', 'Gamma', '{document:create}', '2027-05-01', 'PT404',
    'a project of another tenant is not found'),
  ('pat', 'Alpha', '{access:escalate}', '2027-05-01', '42501',
    'an undelegable key is not delegated'),
  ('own', 'Alpha', '{document:create}', '2027-05-01', '42501',
    'a permission held as own is not delegated'),
  ('own', 'Alpha', '{document:approve}', '2027-05-01', '42501',
    'a locked permission is not delegated'),
  ('tim', 'Alpha', '{document:create}', '2027-06-01', 'done',
    'a delegation lasts as long as its source'),
  ('tim', 'Alpha', '{document:create}', '2027-06-01 00:00:01+00', '22023',
    'a delegation does not outlast its source'),
  ('max', 'Alpha', '{document:create}', '2027-05-01', '42501',
    'a banned user delegates nothing'),
  ('sid', 'Alpha', '{document:create}', '2027-05-01', 'PT404',
    'a user of another tenant delegates nothing')
) as d (who, scope, keys, until, outcome, why);
select tests.clear_authentication();
select tests.deny('tim', 'Alpha', 'document:create');
select is(pg_temp.delegates('tim', 'del', 'Alpha', '{document:create}'), '42501',
  'a denied permission is not delegated');
select tests.authenticate_as_anon();
select is(pg_temp.outcome($$ select public.delegate_access(tests.user_id('del'),
  tests.scope_id('Alpha'), '{document:create}', '2027-05-01') $$), '42501',
  'anon delegates nothing');

select tests.authenticate_as('sid');
select throws_ok(
  $$ select public.delegate_access(tests.user_id('del'), tests.scope_id('Alpha'),
       '{document:none}', '2027-05-01') $$,
  'PT404', 'Scope not found',
  'a user of another tenant is told of the scope before the key');

-- to whom ------------------------------------------------------------------------
select tests.authenticate_as('lin');
select throws_ok(
  $$ select public.delegate_access(tests.user_id('lin'), tests.scope_id('Alpha'),
       '{document:create}', '2027-05-01') $$,
  '22023', 'Nobody delegates to themselves', 'a user does not delegate to themselves');
select is(pg_temp.delegates('lin', 'gus', 'Alpha', '{document:create}'), 'done',
  'a guest receives a delegation');
select tests.authenticate_as('lin');
select throws_ok(format($$ select public.delegate_access(%L, tests.scope_id('Alpha'),
  '{document:create}', '2027-05-01') $$, id), 'PT404', 'Account not found', why)
from (values (gen_random_uuid(),
  'an unknown user is not found'), (null, 'a null user is not found'))
  as u (id, why);

-- what comes of it ---------------------------------------------------------------------
create temporary table delegated as
select unnest(public.delegate_access(tests.user_id('del'), tests.scope_id('Alpha'),
  '{document:create,rota:edit}', '2027-05-01', 'away')) as id;
grant select on delegated to authenticated;
select tests.clear_authentication();
select results_eq(
  $$ select p.permission_key, a.user_id = tests.user_id('del'), a.valid_until,
       a.granted_by = tests.user_id('lin'), a.reason,
       s.grant_id = tests.role_id('lead')
     from stagedoor.user_accesses as a
     join stagedoor.permissions as p on p.id = a.grant_id
     join stagedoor.user_accesses as s on s.id = a.delegated_from
     where a.id in (select id from delegated) order by 1 $$,
  $$ values ('document:create', true, '2027-05-01'::timestamptz, true, 'away', true),
       ('rota:edit', true, '2027-05-01', true, 'away', true) $$,
  'each delegated key is an access that hangs on its source');
select tests.authenticate_as('lin');
select set_eq(
  $$ select unnest(public.delegate_access(tests.user_id('del'), tests.scope_id('Alpha'),
       '{document:create,rota:edit}', '2027-05-01')) $$, $$ select id from delegated $$,
  'a repeated delegation returns the same accesses');
select is(pg_temp.delegates('lin', 'del', 'Alpha', '{document:create}', '2027-04-01'), '23505',
  'a repeated delegation with another end is refused');
select tests.clear_authentication();
select tests.revoke(
  tests.delegate('lin', 'gus', 'Alpha', 'document:create', '2027-04-15'));
select tests.delegate('lin', 'gus', 'Alpha', 'document:create', '2027-04-20');
select is(pg_temp.delegates('lin', 'gus', 'Alpha', '{document:create}', '2027-04-15'), '23505',
  'a revoked delegation is not returned for a repeated one');
select tests.authenticate_as('del');
select ok(public.can('document:create', tests.scope_id('Alpha')), 'a delegation counts');
select ok(public.can('rota:view', tests.scope_id('Camera')),
  'a delegation carries what its key implies');
select ok(not public.can('document:edit:all', tests.scope_id('Alpha')),
  'a delegation carries no other key');
select is(stagedoor.scopes_with('document:create'), array[tests.scope_id('Alpha')],
  'policies see a delegation');
select is((public.authorize('document:create', tests.scope_id('Alpha')) ->> 'valid_until')
  ::timestamptz, '2027-05-01'::timestamptz,
  'authorize() tells when a delegation ends (F114)');
select results_eq(
  $$ select l.via, l.valid_until from public.get_user_permissions(
       tests.user_id('del'), tests.scope_id('Alpha')) as l
     where l.permission_key = 'rota:view' $$,
  $$ values ('delegation', '2027-05-01'::timestamptz) $$,
  'get_user_permissions names a delegation and its end');
select is(pg_temp.delegates('del', 'sub', 'Alpha', '{document:create}'), '42501',
  'a delegate does not delegate the key on (F20)');

-- as long as its source, and no stronger --------------------------------------------------
create function pg_temp.after(p_change text) returns text language plpgsql as $$
declare
  v_outcome text;
begin
  begin
    perform tests.clear_authentication();
    execute p_change;
    perform tests.authenticate_as('del');
    v_outcome := (public.can('document:create', tests.scope_id('Alpha')))::text || ' '
      || (public.authorize('document:create', tests.scope_id('Alpha')) ->> 'reason') || ' '
      || (tests.scope_id('Alpha') = any (stagedoor.scopes_with('document:create')))::text;
    raise sqlstate 'XDONE';
  exception
    when sqlstate 'XDONE' then return v_outcome;
  end;
end;
$$;
select is(pg_temp.after(change), outcome, why)
from (values
  ('select 1', 'true delegated true',
    'a delegation counts while its source does (control)'),
  ($$ select tests.revoke(a.id) from stagedoor.user_accesses as a
      where a.user_id = tests.user_id('lin') $$, 'false revoked false',
    'a delegation ends with its revoked source'),
  ($$ select tests.revoke(a.id) from stagedoor.user_accesses as a
      where a.id in (select id from delegated)
        and a.grant_id = tests.permission_id('document:create') $$, 'false revoked false',
    'a revoked delegation ends beside another'),
  ($$ select tests.ban_user('lin') $$, 'false no_permission false',
    'a delegation of a banned delegator does not count'),
  ($$ select tests.deny('lin', 'Alpha', 'document:create') $$, 'false no_permission false',
    'a delegation does not count while its delegator is denied the key'),
  ($$ select tests.deny('lin', 'North', 'document:create') $$, 'false no_permission false',
    'a delegation does not count while its delegator is denied it from above'),
  ($$ delete from stagedoor.permission_role_links
      where permission_role_id = tests.role_id('lead')
        and permission_id = tests.permission_id('document:create') $$,
    'false no_permission false',
    'a delegation ends when the delegator''s role loses the key'),
  ($$ update stagedoor.permission_role_links set policy = 'own'
      where permission_role_id = tests.role_id('lead')
        and permission_id = tests.permission_id('document:create') $$,
    'false no_permission false',
    'a delegation ends when the delegator''s role holds the key as own'),
  ($$ select tests.deny('del', 'Alpha', 'document:create') $$, 'false denied false',
    'a denied delegate holds nothing by delegation (F50)'),
  ($$ select tests.freeze_time('2027-05-01') $$, 'false expired false',
    'an expired delegation does not count'),
  ($$ select tests.delete_user('lin') $$, 'false no_permission false',
    'a delegation of a deleted delegator does not count'),
  ($$ select tests.archive('Alpha') $$, 'false archived false',
    'a delegation does not count in an archived project'),
  ($$ update stagedoor.permissions set requires_aal2 = true
      where permission_key = 'document:create' $$, 'false needs_aal2 false',
    'a delegated key may require a second factor')
) as a (change, outcome, why);

-- What the delegator is denied by itself is not delegated by what implies it.
select tests.clear_authentication();
savepoint undenied;
select tests.deny('lin', 'Alpha', 'rota:view');
select tests.authenticate_as('del');
select ok(not public.can('rota:view', tests.scope_id('Alpha')),
  'a delegation does not carry an implied key that its delegator is denied');
select is(stagedoor.scopes_with('rota:view'), '{}',
  'a policy does not see an implied key that the delegator is denied');
select ok(public.can('rota:edit', tests.scope_id('Alpha')),
  'the delegated key itself counts (control)');
rollback to savepoint undenied;

savepoint undenied;
select tests.deny('lin', 'Alpha', 'rota:edit');
select tests.authenticate_as('del');
select ok(not public.can('rota:view', tests.scope_id('Alpha')),
  'a delegation of a denied key carries no implied key');
rollback to savepoint undenied;

-- passed on, where the catalogue says so ------------------------------------------------
select tests.clear_authentication();
update stagedoor.permissions set max_delegation_depth = 2
where permission_key = 'document:create';
select is(pg_temp.delegates('del', 'lin', 'Alpha', '{document:create}'), '22023',
  'a delegation does not come back to its delegator');
select is(pg_temp.delegates('del', 'sub', 'Alpha', '{document:create}', '2027-05-02'), '22023',
  'a delegation does not outlive the delegation that it hangs on');
select tests.authenticate_as('del');
select public.delegate_access(tests.user_id('sub'), tests.scope_id('Alpha'),
  '{document:create}', '2027-04-01');
select tests.authenticate_as('sub');
select ok(public.can('document:create', tests.scope_id('Alpha')),
  'a second delegate holds the key');
select is(pg_temp.delegates('sub', 'dan', 'Alpha', '{document:create}', '2027-04-01'), '42501',
  'a third delegate does not get the key');
select tests.clear_authentication();
savepoint before;
select tests.revoke(a.id) from stagedoor.user_accesses as a
where a.user_id = tests.user_id('lin');
select tests.authenticate_as('sub');
select ok(not public.can('document:create', tests.scope_id('Alpha')),
  'a chain of delegations ends with its first access');
rollback to savepoint before;

-- list_my_delegations ------------------------------------------------------------------
select tests.authenticate_as('lin');
select results_eq(
  $$ select d.direction, d.user_id = tests.user_id('del'), d.scope_name, d.permission_key,
       d.state, d.reason from public.list_my_delegations() as d
     where d.user_id <> tests.user_id('gus') order by d.permission_key $$,
  $$ values ('given', true, 'Alpha', 'document:create', 'live', 'away'),
       ('given', true, 'Alpha', 'rota:edit', 'live', 'away') $$,
  'a delegator sees what they have delegated');
select tests.authenticate_as('del');
select results_eq(
  $$ select d.direction, d.user_id = tests.user_id('lin'), d.permission_key
     from public.list_my_delegations() as d order by d.direction, d.permission_key $$,
  $$ values ('given', false, 'document:create'), ('received', true, 'document:create'),
       ('received', true, 'rota:edit') $$,
  'a delegate sees what they received and what they delegated');
select tests.authenticate_as('pat');
select is_empty($$ select from public.list_my_delegations() $$,
  'a user outside a delegation does not see it');
select tests.ban_user('max', now() - interval '1 second');
select tests.delegate('max', 'dan', 'Alpha', 'document:create');
select tests.authenticate_as('max');
select isnt_empty($$ select from public.list_my_delegations() $$,
  'a user whose ban is over sees their delegations (control)');
select tests.ban_user('max');
select is_empty($$ select from public.list_my_delegations() $$,
  'a banned user sees no delegation');

-- either side ends it --------------------------------------------------------------------
select tests.clear_authentication();
create temporary table sides as
select a.id from stagedoor.user_accesses as a
where a.user_id = tests.user_id('del')
  and a.grant_id = tests.permission_id('rota:edit');
grant select on sides to authenticated;
select tests.authenticate_as('lin');
select is(pg_temp.outcome(format('select public.revoke_access(%L)', id)), 'done',
  'a delegator takes a delegation back') from sides;
select tests.authenticate_as('del');
select is(pg_temp.outcome(format('select public.revoke_access(%L)', id)), 'done',
  'a delegate gives a delegation back') from sides;
select tests.authenticate_as('sub');
select is(pg_temp.outcome(format('select public.revoke_access(%L)', id)), 'PT404',
  'a user outside a delegation does not know of it') from sides;

select * from finish();
rollback;
