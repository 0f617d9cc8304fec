-- The fingerprint: one hash over everything that decides who may do what (F117).
begin;
select plan(72);
select tests.use_fixture_catalogue();

-- The cast: Ann runs the team Red. Its transactions are protected.
select tests.create_user('ann');
create role stagedoor_owner_of_test;
grant stagedoor_owner_of_test to current_user;
-- include ../engine/samples/teams.sql
select stagedoor.track_scopes('public.teams', 'organization', name => 'name');
select stagedoor.track_members('public.users_on_team', scope_id => 'team_id', role => 'role',
  map => '{"owner": "manager", "member": "fellow"}');
select stagedoor.protect('public.transactions', module => 'invoice', scope => 'team_id',
  owner => 'created_by', roles => '{"manager": {"edit": "allow"}}');
insert into public.users (id) values (tests.user_id('ann'));
create temporary table known as select stagedoor.fingerprint() as hash;
create temporary table lines as select * from stagedoor.fingerprint_lines();
-- The kinds of line that differ after a statement, which is undone. What functions say is
-- asked only where it may differ, or of none: it takes a while.
create function pg_temp.differs(p_statement text, p_kinds text[] default null) returns text[]
language plpgsql as $$
declare
  v_differs text[];
begin
  begin
    execute p_statement;
    drop table if exists pg_temp.now;
    create temporary table now as
    select f.kind, f.object, coalesce(f.fact, '') as fact
    from (
      select * from stagedoor.fingerprint_of_catalogue()
      union all
      select * from stagedoor.fingerprint_of_tables()
      where p_kinds is null or p_kinds && '{table,rights,policy,trigger,constraint,index,column}'
      union all
      select * from stagedoor.fingerprint_of_functions()
      where p_kinds is null
        or p_kinds && '{function,view,schema,sequence,database role,member}'
    ) as f (kind, object, fact);
    select array_agg(distinct d.kind order by d.kind) into v_differs
    from (
      (select * from now except all select * from lines)
      union all
      (select l.* from lines as l where l.kind in (select n.kind from now as n)
       except all select * from now)
    ) as d;
    raise sqlstate 'SDTRY';
  exception
    when sqlstate 'SDTRY' then null;
  end;
  return v_differs;
end;
$$;

select matches(stagedoor.fingerprint(), '^[0-9a-f]{64}$', 'F117: a fingerprint is one hash');
select is(stagedoor.fingerprint(), (select k.hash from known as k),
  'F117: a database that stays as it is keeps its fingerprint (control)');
savepoint otherwise;
alter policy scopes_select on stagedoor.scopes using (true);
select isnt(stagedoor.fingerprint(), (select k.hash from known as k),
  'F117: a database that differs in one line has another fingerprint');
rollback to otherwise;
savepoint elsewhere;
create policy dated on public.transactions as restrictive
  using (now() - interval '90 minutes' > timestamptz '2027-02-01 09:00+00');
create temporary table dated as select stagedoor.fingerprint() as hash;
set local timezone = 'Asia/Tokyo';
set local datestyle = 'SQL, DMY';
set local intervalstyle = 'iso_8601';
select is(stagedoor.fingerprint(), (select d.hash from dated as d),
  'F117: how a session writes moments changes no fingerprint');
rollback to elsewhere;
select tests.authenticate_as('ann');
select throws_ok('select stagedoor.fingerprint()', '42501', null,
  'a signed-in user is shown no fingerprint');
select tests.authenticate_as_service();
select throws_ok('select stagedoor.fingerprint()', '42501', null,
  'the service is shown no fingerprint');
select tests.clear_authentication();

-- what changes it --------------------------------------------------------------------------
select is(pg_temp.differs(t.statement, t.kinds), t.kinds, format('F117: %s changes the fingerprint', t.what))
from (values
  ('a policy of the engine that is opened', array['policy'],
    'alter policy scopes_select on stagedoor.scopes using (true)'),
  ('a policy of the engine that goes', array['policy'],
    'drop policy scopes_select on stagedoor.scopes'),
  ('a policy beside those of a protected table', array['policy'],
    'create policy more on public.transactions for select to authenticated using (true)'),
  ('a policy for another role', array['policy'],
    'alter policy stagedoor_select on public.transactions to public'),
  ('a policy for another operation', array['policy'],
    'drop policy stagedoor_select on public.transactions;
     create policy stagedoor_select on public.transactions for all to authenticated using (
       team_id = any ((select stagedoor.organizations_with(''invoice:view''))::uuid[]))'),
  ('a check of a policy', array['policy'],
    'alter policy stagedoor_update on public.transactions with check (true)'),
  ('row-level security that is switched off', array['table'],
    'alter table public.transactions disable row level security'),
  ('row-level security that binds the owner', array['table'],
    'alter table stagedoor.scopes force row level security'),
  ('a table of another owner', array['table'],
    'grant create on schema public to stagedoor_owner_of_test;
     alter table public.transactions owner to stagedoor_owner_of_test'),
  ('a key', array['key', 'permission'],
    'insert into stagedoor.permissions (permission_key, description)
     values (''rota:swap'', ''Swap'')'),
  ('a key that asks for a second factor', array['key', 'permission', 'role'],
    'update stagedoor.permissions set requires_aal2 = true
     where permission_key = ''rota:view'''),
  ('a key that nobody delegates any more', array['key'],
    'update stagedoor.permissions set is_delegable = false
     where permission_key = ''rota:view'''),
  ('an implication', array['implication', 'permission', 'role'],
    'insert into stagedoor.permission_implications (permission_key, implies_key)
     values (''rota:view'', ''invoice:view'')'),
  ('a link that goes', array['link', 'role'],
    'delete from stagedoor.permission_role_links
     where permission_role_id = tests.role_id(''manager'')
       and permission_id = tests.permission_id(''invoice:edit'')'),
  ('a link of another policy', array['link', 'role'],
    'update stagedoor.permission_role_links set policy = ''locked''
     where permission_role_id = tests.role_id(''manager'')
       and permission_id = tests.permission_id(''invoice:edit'')'),
  ('a role', array['role'],
    'insert into stagedoor.permission_roles (role_key, name, description)
     values (''gaffer'', ''Gaffer'', '''')'),
  ('a role that is included', array['include', 'role'],
    'insert into stagedoor.role_includes (permission_role_id, included_role_id)
     values (tests.role_id(''fellow''), tests.role_id(''manager''))'),
  ('a separation rule', array['separation'],
    'insert into stagedoor.separation_rules (rule_key, kind, description)
     values (''two_hands'', ''dynamic'', ''Two people'')'),
  ('a scope type', array['scope type'],
    'update stagedoor.scope_types set creator_role_key = ''fellow''
     where scope_type = ''organization'''),
  ('what a menu item asks for', array['menu item'],
    'insert into stagedoor.menu_items (item_key, label, path, required_permission_key)
     values (''rotas'', ''Rotas'', ''/rotas'', ''rota:view'')'),
  ('a table that is no longer tracked', array['policy', 'rights', 'table', 'tracked table', 'trigger'],
    'delete from stagedoor.tracked_tables where kind = ''scopes'''),
  ('another map of roles', array['tracked table'],
    'update stagedoor.tracked_tables set null_role = ''fellow'' where kind = ''members'''),
  ('a registration', array['protected table'],
    'update stagedoor.protected_tables set owner_column = null
     where table_name = ''public.transactions''::regclass'),
  ('a function that a hook names', array['hook'],
    'insert into stagedoor.alert_rules (rule_key, description, found_by)
     values (''found'', ''Found'', ''stagedoor.find_denial_bursts'')'),
  ('a guard that is rewritten', array['function'],
    'create or replace function stagedoor.refuse_tracked(p_access_id uuid) returns void
     language plpgsql stable security definer set search_path = ''''
     as $f$ begin return; end; $f$'),
  ('a function that runs as its caller', array['function'],
    'alter function stagedoor.refuse_tracked security invoker'),
  ('a search path that is open', array['function'],
    'alter function stagedoor.refuse_tracked reset search_path'),
  ('a function that may be executed', array['function'],
    'grant execute on function stagedoor.refuse_tracked to authenticated'),
  ('a call that may not be executed', array['function'],
    'revoke execute on function public.grant_access from authenticated'),
  ('a call that is rewritten', array['function'],
    'create or replace function public.can(
       p_permission_key text, p_scope_id uuid, p_owner_id uuid default null)
     returns boolean language plpgsql stable set search_path = ''''
     as $f$ begin return true or stagedoor.can(null, null); end; $f$'),
  ('a function of another owner', array['function'],
    'grant create on schema stagedoor to stagedoor_owner_of_test;
     alter function stagedoor.refuse_tracked owner to stagedoor_owner_of_test;
     revoke create on schema stagedoor from stagedoor_owner_of_test'),
  ('a trigger that is switched off', array['trigger'],
    'alter table stagedoor.user_accesses disable trigger _900_record'),
  ('a trigger that session_replication_role silences', array['trigger'],
    'alter table stagedoor.user_accesses enable trigger _900_record'),
  ('a trigger that goes', array['trigger'],
    'drop trigger zz_stagedoor_members on public.users_on_team'),
  ('a stamp that is switched off', array['trigger'],
    'alter table public.transactions disable trigger zz_stagedoor_owner'),
  ('a constraint that goes', array['constraint'],
    'alter table stagedoor.scopes drop constraint scopes_name_length_check'),
  ('a column that may be null', array['column'],
    'alter table stagedoor.user_accesses alter column status drop not null'),
  ('another default', array['column'],
    'alter table stagedoor.user_accesses alter column status set default ''Invited'''),
  ('a unique index that goes', array['index'],
    (select format('drop index %s', i.indexrelid::regclass) from pg_index as i
     where i.indisunique and i.indrelid = 'stagedoor.permission_roles'::regclass
       and not exists (select from pg_constraint as k where k.conindid = i.indexrelid)
     order by i.indexrelid limit 1)),
  ('a table that may be written', array['rights'],
    'grant insert on stagedoor.user_accesses to authenticated'),
  ('a table that may be passed on', array['rights'],
    'grant select on stagedoor.scopes to authenticated with grant option'),
  ('a column that may be read', array['rights'],
    'grant select (notes) on stagedoor.user_accounts to authenticated'),
  ('a protected table that anon reads', array['rights'],
    'grant select on public.transactions to anon'),
  ('a view that reads as its owner', array['view'],
    'alter view stagedoor.live_accesses reset (security_invoker)'),
  ('a view of other rows', array['view'],
    'create or replace view stagedoor.live_accounts with (security_invoker = true) as
     select l.id from stagedoor.live_logins as l'),
  ('a schema that may be used', array['schema'],
    'grant create on schema stagedoor to authenticated'),
  ('a role that requests can become', array['database role'],
    'grant pg_read_all_data to authenticated'),
  ('a role that guards the log and has a member', array['database role', 'member'],
    'grant stagedoor_auditor to authenticated')
) as t (what, kinds, statement);

-- what leaves it as it is ---------------------------------------------------------------------
select is(pg_temp.differs(t.statement), null, format('F117: %s leaves the fingerprint', t.what))
from (values
  ('a tenant with its people',
    'select tests.create_project(''Alpha'', ''North'');
     select tests.give(''ann'', ''Alpha'', ''role'', tests.role_id(''fellow''))'),
  ('a role of a tenant',
    'select tests.create_project(''Alpha'', ''North'');
     insert into stagedoor.permission_roles (role_key, name, description, scope_id)
     values (''gaffer'', ''Gaffer'', '''', tests.scope_id(''North''))'),
  ('a row of theirs',
    'insert into public.teams (name) values (''Blue'')'),
  ('a setting',
    'update stagedoor.settings set value = ''7'' where key = ''invitations_per_hour'''),
  ('a label', 'update stagedoor.permissions set description = ''Otherwise'''),
  ('a comment', 'comment on table stagedoor.scopes is ''Otherwise.'''),
  ('a column of a protected table', 'alter table public.transactions add column note text'),
  ('a table of theirs', 'create table public.more (id uuid)'),
  ('a policy of another table', 'drop policy "Projects" on public.tracker_projects')
) as t (what, statement);

-- conditions ----------------------------------------------------------------------------------
select is(stagedoor.canonical_condition(one), stagedoor.canonical_condition(other),
  format('F117: %s says the same as %s', one, other))
from (values
  ('(((a = 1) AND (b = 2)) AND (c = 3))', '((a = 1) AND (b = 2) AND (c = 3))'),
  ('((a) OR ((b) OR ((c) OR (d))))', '((a) OR (b) OR (c) OR (d))')
) as t (one, other);
select isnt(stagedoor.canonical_condition(one), stagedoor.canonical_condition(other),
  format('F117: %s says something else than %s', one, other))
from (values
  ('(((a) AND (b)) OR (c))', '((a) AND ((b) OR (c)))'),
  ('((NOT ((a) AND (b))) AND (c))', '((NOT (a)) AND (b) AND (c))'),
  ('((f(((a) AND (b)), c)) AND (d))', '((f((a), c)) AND (b) AND (d))'),
  ('((a = ''((b) AND (c))'') AND (d))', '((a = ''(b) AND (c)'') AND (d))'),
  ('("a AND b" AND (c))', '(a AND b AND (c))'),
  ('((a = ''x  y''))', '((a = ''x y''))')
) as t (one, other);
select is(stagedoor.canonical_condition(null), null, 'no condition stays none');

select * from finish();
rollback;
