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
    'what one holds one delegates'),
  ('lin', 'Alpha', '{document:create,rota:edit}', '2027-05-01', 'done', 'and two things'),
  ('lin', 'Camera', '{document:create}', '2027-05-01', 'done', 'or for a department only'),
  ('lin', 'Alpha', '{document:view:assigned}', '2027-05-01', 'done', 'or what is implied'),
  ('lin', 'Alpha', '{}', '2027-05-01', '22023', 'nothing is not delegated'),
  ('lin', 'Alpha', null, '2027-05-01', '22023', 'nor no list'),
  ('lin', 'Alpha', '{null}', '2027-05-01', 'PT404', 'nor no key'),
  ('lin', 'Alpha', '{document:none}', '2027-05-01', 'PT404', 'nor an unknown one'),
  ('lin', 'Alpha', '{document:create}', null, '22023', 'a delegation has an end'),
  ('lin', 'Alpha', '{document:create}', '2027-03-01 12:00:00+00', '22023', 'to come'),
  ('lin', 'Alpha', '{document:create}', 'infinity', '22023', 'and finite'),
  ('lin', 'Alpha', '{ticket:create}', '2027-05-01', '42501',
    'what one does not hold one does not delegate (F94)'),
  ('lin', 'Alpha', '{document:create,ticket:create}', '2027-05-01', '42501',
    'all of it or nothing'),
  ('lin', 'North', '{document:create}', '2027-05-01', '42501',
    'nor above where one holds it'),
  ('lin', 'Beta', '{document:create}', '2027-05-01', 'PT404', 'nor beside'),
  ('lin', 'Gamma', '{document:create}', '2027-05-01', 'PT404', 'nor elsewhere'),
  ('pat', 'Alpha', '{access:escalate}', '2027-05-01', '42501',
    'what is not delegable is not delegated'),
  ('own', 'Alpha', '{document:create}', '2027-05-01', '42501',
    'what one holds on one''s own is not delegated'),
  ('own', 'Alpha', '{document:approve}', '2027-05-01', '42501', 'nor what is locked'),
  ('tim', 'Alpha', '{document:create}', '2027-06-01', 'done', 'as long as one has it'),
  ('tim', 'Alpha', '{document:create}', '2027-06-01 00:00:01+00', '22023', 'and no longer'),
  ('max', 'Alpha', '{document:create}', '2027-05-01', '42501',
    'somebody who is banned delegates nothing'),
  ('sid', 'Alpha', '{document:create}', '2027-05-01', 'PT404', 'nor another tenant')
) as d (who, scope, keys, until, outcome, why);
select tests.clear_authentication();
select tests.deny('tim', 'Alpha', 'document:create');
select is(pg_temp.delegates('tim', 'del', 'Alpha', '{document:create}'), '42501',
  'nor what is denied');
select tests.authenticate_as_anon();
select is(pg_temp.outcome($$ select public.delegate_access(tests.user_id('del'),
  tests.scope_id('Alpha'), '{document:create}', '2027-05-01') $$), '42501',
  'nor does anon');

select tests.authenticate_as('sid');
select throws_ok(
  $$ select public.delegate_access(tests.user_id('del'), tests.scope_id('Alpha'),
       '{document:none}', '2027-05-01') $$,
  'PT404', 'Scope not found', 'whoever does not know the project is told no more');

-- to whom ------------------------------------------------------------------------
select tests.authenticate_as('lin');
select throws_ok(
  $$ select public.delegate_access(tests.user_id('lin'), tests.scope_id('Alpha'),
       '{document:create}', '2027-05-01') $$,
  '22023', 'Nobody delegates to themselves', 'nobody delegates to themselves');
select is(pg_temp.delegates('lin', 'gus', 'Alpha', '{document:create}'), 'done',
  'a guest may be delegated something');
select tests.authenticate_as('lin');
select throws_ok(format($$ select public.delegate_access(%L, tests.scope_id('Alpha'),
  '{document:create}', '2027-05-01') $$, id), 'PT404', 'Account not found', why)
from (values (gen_random_uuid(), 'nobody is delegated nothing'), (null, 'nor is no one'))
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
  'one access a key, hanging on the one it is delegated from');
select tests.authenticate_as('lin');
select set_eq(
  $$ select unnest(public.delegate_access(tests.user_id('del'), tests.scope_id('Alpha'),
       '{document:create,rota:edit}', '2027-05-01')) $$, $$ select id from delegated $$,
  'delegating the same again is the same delegation');
select is(pg_temp.delegates('lin', 'del', 'Alpha', '{document:create}', '2027-04-01'), '23505',
  'with another end it is refused');
select tests.clear_authentication();
select tests.revoke(
  tests.delegate('lin', 'gus', 'Alpha', 'document:create', '2027-04-15'));
select tests.delegate('lin', 'gus', 'Alpha', 'document:create', '2027-04-20');
select is(pg_temp.delegates('lin', 'gus', 'Alpha', '{document:create}', '2027-04-15'), '23505',
  'what was taken back is not what is delegated again');
select tests.authenticate_as('del');
select ok(public.can('document:create', tests.scope_id('Alpha')), 'a delegation counts');
select ok(public.can('rota:view', tests.scope_id('Camera')), 'with what it implies');
select ok(not public.can('document:edit:all', tests.scope_id('Alpha')), 'and nothing else');
select is(stagedoor.scopes_with('document:create'), array[tests.scope_id('Alpha')],
  'policies see it');
select is((public.authorize('document:create', tests.scope_id('Alpha')) ->> 'valid_until')
  ::timestamptz, '2027-05-01'::timestamptz, 'until it ends (F114)');
select results_eq(
  $$ select l.via, l.valid_until from public.get_user_permissions(
       tests.user_id('del'), tests.scope_id('Alpha')) as l
     where l.permission_key = 'rota:view' $$,
  $$ values ('delegation', '2027-05-01'::timestamptz) $$, 'and a list says so');
select is(pg_temp.delegates('del', 'sub', 'Alpha', '{document:create}'), '42501',
  'what is delegated is not delegated on (F20)');

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
  ('select 1', 'true delegated true', 'a delegation counts (control)'),
  ($$ select tests.revoke(a.id) from stagedoor.user_accesses as a
      where a.user_id = tests.user_id('lin') $$, 'false revoked false',
    'a source that is revoked'),
  ($$ select tests.revoke(a.id) from stagedoor.user_accesses as a
      where a.id in (select id from delegated)
        and a.grant_id = tests.permission_id('document:create') $$, 'false revoked false',
    'a delegation that is revoked, beside another'),
  ($$ select tests.ban_user('lin') $$, 'false no_permission false',
    'a delegator who is banned'),
  ($$ select tests.deny('lin', 'Alpha', 'document:create') $$, 'false no_permission false',
    'a delegator who is denied it'),
  ($$ select tests.deny('lin', 'North', 'document:create') $$, 'false no_permission false',
    'from above as well'),
  ($$ delete from stagedoor.permission_role_links
      where permission_role_id = tests.role_id('lead')
        and permission_id = tests.permission_id('document:create') $$,
    'false no_permission false', 'a role that has lost it'),
  ($$ update stagedoor.permission_role_links set policy = 'own'
      where permission_role_id = tests.role_id('lead')
        and permission_id = tests.permission_id('document:create') $$,
    'false no_permission false', 'or holds it less'),
  ($$ select tests.deny('del', 'Alpha', 'document:create') $$, 'false denied false',
    'a delegate who is denied it (F50)'),
  ($$ select tests.freeze_time('2027-05-01') $$, 'false expired false',
    'a delegation that is over'),
  ($$ select tests.delete_user('lin') $$, 'false no_permission false',
    'a delegator who is deleted'),
  ($$ select tests.archive('Alpha') $$, 'false archived false', 'an archived project'),
  ($$ update stagedoor.permissions set requires_aal2 = true
      where permission_key = 'document:create' $$, 'false needs_aal2 false',
    'a key that needs a second factor')
) as a (change, outcome, why);

-- What the delegator is denied by itself is not delegated by what implies it.
select tests.clear_authentication();
savepoint undenied;
select tests.deny('lin', 'Alpha', 'rota:view');
select tests.authenticate_as('del');
select ok(not public.can('rota:view', tests.scope_id('Alpha')),
  'a key that the delegator is denied does not come along with another');
select is(stagedoor.scopes_with('rota:view'), '{}', 'nor past a policy');
select ok(public.can('rota:edit', tests.scope_id('Alpha')),
  'while the other counts (control)');
rollback to savepoint undenied;

savepoint undenied;
select tests.deny('lin', 'Alpha', 'rota:edit');
select tests.authenticate_as('del');
select ok(not public.can('rota:view', tests.scope_id('Alpha')),
  'nor what a key implies that the delegator is denied');
rollback to savepoint undenied;

-- passed on, where the catalogue says so ------------------------------------------------
select tests.clear_authentication();
update stagedoor.permissions set max_delegation_depth = 2
where permission_key = 'document:create';
select is(pg_temp.delegates('del', 'lin', 'Alpha', '{document:create}'), '22023',
  'a delegation does not come back');
select is(pg_temp.delegates('del', 'sub', 'Alpha', '{document:create}', '2027-05-02'), '22023',
  'nor outlives the one it hangs on');
select tests.authenticate_as('del');
select public.delegate_access(tests.user_id('sub'), tests.scope_id('Alpha'),
  '{document:create}', '2027-04-01');
select tests.authenticate_as('sub');
select ok(public.can('document:create', tests.scope_id('Alpha')), 'a second hand holds it');
select is(pg_temp.delegates('sub', 'dan', 'Alpha', '{document:create}', '2027-04-01'), '42501',
  'a third does not');
select tests.clear_authentication();
savepoint before;
select tests.revoke(a.id) from stagedoor.user_accesses as a
where a.user_id = tests.user_id('lin');
select tests.authenticate_as('sub');
select ok(not public.can('document:create', tests.scope_id('Alpha')),
  'and all of them live and die with the first');
rollback to savepoint before;

-- list_my_delegations ------------------------------------------------------------------
select tests.authenticate_as('lin');
select results_eq(
  $$ select d.direction, d.user_id = tests.user_id('del'), d.scope_name, d.permission_key,
       d.state, d.reason from public.list_my_delegations() as d
     where d.user_id <> tests.user_id('gus') order by d.permission_key $$,
  $$ values ('given', true, 'Alpha', 'document:create', 'live', 'away'),
       ('given', true, 'Alpha', 'rota:edit', 'live', 'away') $$,
  'whoever delegates sees what they have delegated');
select tests.authenticate_as('del');
select results_eq(
  $$ select d.direction, d.user_id = tests.user_id('lin'), d.permission_key
     from public.list_my_delegations() as d order by d.direction, d.permission_key $$,
  $$ values ('given', false, 'document:create'), ('received', true, 'document:create'),
       ('received', true, 'rota:edit') $$,
  'and whoever is delegated something both');
select tests.authenticate_as('pat');
select is_empty($$ select from public.list_my_delegations() $$, 'nobody else sees it');
select tests.ban_user('max', now() - interval '1 second');
select tests.delegate('max', 'dan', 'Alpha', 'document:create');
select tests.authenticate_as('max');
select isnt_empty($$ select from public.list_my_delegations() $$,
  'somebody whose ban is over sees theirs (control)');
select tests.ban_user('max');
select is_empty($$ select from public.list_my_delegations() $$,
  'somebody who is banned does not');

-- either side ends it --------------------------------------------------------------------
select tests.clear_authentication();
create temporary table sides as
select a.id from stagedoor.user_accesses as a
where a.user_id = tests.user_id('del')
  and a.grant_id = tests.permission_id('rota:edit');
grant select on sides to authenticated;
select tests.authenticate_as('lin');
select is(pg_temp.outcome(format('select public.revoke_access(%L)', id)), 'done',
  'whoever has delegated it takes it back') from sides;
select tests.authenticate_as('del');
select is(pg_temp.outcome(format('select public.revoke_access(%L)', id)), 'done',
  'whoever was delegated it gives it back') from sides;
select tests.authenticate_as('sub');
select is(pg_temp.outcome(format('select public.revoke_access(%L)', id)), 'PT404',
  'nobody else knows of it') from sides;

select * from finish();
rollback;
