-- Protect: a table of an adopter stands under the keys by one statement, and comes back as it
-- was (F107).
begin;
select plan(125);
select tests.use_fixture_catalogue();

-- The cast: Ann runs the team Red, Ben is a member of it, Carl runs Blue, Dora belongs to
-- nothing. Ann made transactions 1 to 4 of Red, Ben 5 and 6, Carl 7 to 9 of Blue.
select tests.create_user(name) from unnest(array['ann', 'ben', 'carl', 'dora']) as name;
-- include samples/teams.sql
-- include samples/chat.sql
create function pg_temp.id(p_name text) returns uuid
language sql immutable as $$ select md5('teams ' || p_name)::uuid $$;
insert into public.users (id)
select tests.user_id(name) from unnest(array['ann', 'ben', 'carl', 'dora']) as name;
insert into public.teams (id, name)
values (pg_temp.id('red'), 'Red'), (pg_temp.id('blue'), 'Blue');
insert into public.users_on_team values
  (tests.user_id('ann'), pg_temp.id('red'), 'owner'),
  (tests.user_id('ben'), pg_temp.id('red'), 'member'),
  (tests.user_id('carl'), pg_temp.id('blue'), 'owner');
insert into public.tracker_projects (id, team_id, name)
values (pg_temp.id('site'), pg_temp.id('red'), 'Site');
insert into public.transactions (id, team_id, amount, created_by)
select pg_temp.id(n::text), pg_temp.id(t.name), n, tests.user_id(t.maker)
from (values ('red', 'ann', 1, 4), ('red', 'ben', 5, 6), ('blue', 'carl', 7, 9)
) as t (name, maker, lo, hi)
cross join generate_series(t.lo, t.hi) as n;
insert into public.attachments (id, transaction_id, file_name, created_by)
select t.id, t.id, 'a.pdf', t.created_by from public.transactions as t;
insert into public.attachments (id, file_name, created_by)
values (pg_temp.id('loose'), 'loose.pdf', tests.user_id('dora'));
select stagedoor.track_scopes('public.teams', 'organization', name => 'name');
select stagedoor.track_scopes('public.tracker_projects', 'project', parent => 'team_id',
  name => 'name');
select stagedoor.track_members('public.users_on_team', scope_id => 'team_id', role => 'role',
  map => '{"owner": "manager", "member": "fellow"}');
create temporary table roles as select
  '{"manager": {"edit": "allow"}, "fellow": {"view": "allow", "edit": "own"}}'::jsonb as map;
-- Everything that stands on a table, in one text.
create function pg_temp.stands(p_table regclass) returns text
language sql as $$
  select concat_ws(E'\n',
    (select concat_ws(' ', c.relrowsecurity, c.relforcerowsecurity) from pg_class as c
     where c.oid = p_table),
    (select string_agg(p::text || coalesce(obj_description(q.oid, 'pg_policy'), ''), E'\n'
       order by p.policyname)
     from pg_policies as p
     join pg_policy as q on q.polrelid = p_table and q.polname = p.policyname
     where format('%I.%I', p.schemaname, p.tablename)::regclass = p_table),
    (select string_agg(concat_ws(' ', a.grantee::regrole, a.privilege_type, a.is_grantable),
       ', ' order by a.grantee, a.privilege_type)
     from pg_class as c cross join aclexplode(coalesce(c.relacl,
       acldefault('r', c.relowner))) as a where c.oid = p_table),
    (select string_agg(concat_ws(' ', t.attname, a.grantee::regrole, a.privilege_type), ', '
       order by t.attname, a.grantee, a.privilege_type)
     from pg_attribute as t cross join aclexplode(t.attacl) as a where t.attrelid = p_table),
    (select string_agg(pg_get_triggerdef(t.oid), ', ' order by t.tgname) from pg_trigger as t
     where t.tgrelid = p_table),
    (select string_agg(pg_get_indexdef(i.indexrelid), ', ' order by i.indexrelid) from pg_index
     as i where i.indrelid = p_table),
    (select to_jsonb(t)::text from stagedoor.protected_tables as t
     where t.table_name = p_table)) $$;
create function pg_temp.protect(p_arguments text) returns setof text
language plpgsql as $$
begin
  return query execute format(
    'select concat_ws('': '', step, warning) from stagedoor.protect(%s)', p_arguments);
end;
$$;
create function pg_temp.seen(p_table text) returns text[]
language plpgsql as $$
declare
  v_seen text[] := '{}';
  v_name text;
  v_count bigint;
begin
  foreach v_name in array array['ann', 'ben', 'carl', 'dora'] loop
    perform tests.authenticate_as(v_name);
    execute 'select count(*) from ' || p_table into v_count;
    v_seen := v_seen || format('%s %s', v_name, v_count);
    perform tests.clear_authentication();
  end loop;
  return v_seen;
end;
$$;

-- bad requests -----------------------------------------------------------------------------
create temporary table before as select pg_temp.stands('public.transactions') as text;
select throws_ok(format('select stagedoor.protect(%s)', arguments), '22023', message,
  format('protect refuses %s', regexp_replace(arguments, '\s+', ' ', 'g')))
from (values
  ($$'public.transactions', 'invoice'$$,
    'Name scope, the column of the scope, or scope_via, the way to it'),
  ($$'public.transactions', 'invoice', 'team_id', 'team_id'$$,
    'Name scope, the column of the scope, or scope_via, the way to it'),
  ($$'public.transactions', 'invoice', 'org_id'$$,
    'public.transactions has no column org_id'),
  ($$'public.transactions', 'invoice', 'amount'$$,
    'public.transactions.amount is of type numeric, and refers to no tracked table'),
  ($$'public.transactions', 'invoice', 'team_id', owner => 'amount'$$,
    'public.transactions.amount is of type numeric'),
  ($$'public.transactions', 'invoice', 'team_id', department => 'dept'$$,
    'public.transactions has no column dept'),
  ($$'public.transactions', 'invoice', 'team_id', department => 'created_by'$$,
    'A department stands in a project: rows of another scope have none'),
  ($$'public.transactions', 'invoice', 'team_id', soft_delete => 'gone'$$,
    'public.transactions has no column gone'),
  ($$'public.transactions', 'Invoice', 'team_id'$$,
    'A module is lower case, digits and underscores, and begins with a letter'),
  ($$'public.transactions', null, 'team_id'$$,
    'A module is lower case, digits and underscores, and begins with a letter'),
  ($$'public.transactions', 'access', 'team_id'$$,
    'The module access is the engine''s: take another, or name its keys'),
  ($$'public.transactions', 'invoice', 'team_id', scope_type => 'team'$$,
    'There is no scope type team'),
  ($$'public.transactions', 'invoice', 'team_id', mode => 'add'$$,
    'A mode is replace or restrict'),
  ($$'public.transactions', 'invoice', 'team_id', null_scope => 'seen'$$,
    'A row without a scope is hidden, or its owner''s'),
  ($$'public.transactions', 'invoice', 'team_id', null_scope => 'owner'$$,
    'A row without a scope is its owner''s only where a column of the owner is named'),
  ($$'public.transactions', 'invoice', 'team_id', owner => 'created_by',
     scope_type => 'department'$$, 'A row of a department has no owner'),
  ($$'public.transactions', 'invoice', 'team_id', operations => '{truncate}'$$,
    'Operations are select, insert, update, delete'),
  ($$'public.transactions', 'invoice', 'team_id', operations => '{}'$$,
    'Operations are select, insert, update, delete'),
  ($$'public.transactions', 'invoice', 'team_id', keys => '{"select": "invoice:view"}'$$,
    'Every operation has a key'),
  ($$'public.transactions', 'invoice', 'team_id', operations => '{select}',
     keys => '{"select": "Invoice"}'$$, 'A key reads module:action: "Invoice"'),
  ($$'public.transactions', 'invoice', 'team_id', operations => '{select}',
     keys => '{"select": "document:veiw:all"}'$$, 'There is no key document:veiw:all'),
  ($$'public.transactions', 'invoice', 'team_id', roles => '["manager"]'$$,
    'Roles read {"role": {"action": "policy"}}'),
  ($$'public.transactions', 'invoice', 'team_id', roles => '{"manager": "edit"}'$$,
    'Roles read {"role": {"action": "policy"}}'),
  ($$'public.transactions', 'invoice', 'team_id', roles => '{"Manager": {"edit": "allow"}}'$$,
    'A role key is lower case, digits and underscores, and begins with a letter'),
  ($$'public.transactions', 'invoice', 'team_id', roles => '{"manager": {"edit": "some"}}'$$,
    'A policy is allow, own, locked or deny'),
  ($$'public.transactions', 'invoice', 'team_id', roles => '{"manager": {"print": "allow"}}'$$,
    'There is no action "print"'),
  ($$'public.attachments', 'file', scope_via => 'transaction_id; drop table public.teams'$$,
    'A path reads: column -> schema.table.column'),
  ($$'public.attachments', 'file', scope_via => 'transaction_id -> transactions.team_id'$$,
    'A path reads: column -> schema.table.column'),
  ($$'public.attachments', 'file', scope_via => 'transaction_id -> public.nothing.team_id'$$,
    'There is no table public.nothing'),
  ($$'public.attachments', 'file', scope_via => 'transaction_id -> public.transactions.org'$$,
    'public.transactions has no column org'),
  ($$'public.attachments', 'file',
      scope_via => 'transaction_id -> public.transactions.org -> public.teams.id'$$,
    'public.transactions has no column org'),
  ($$'public.attachments', 'file', scope_via => 'file_name -> public.transactions.team_id'$$,
    'public.attachments.file_name does not refer to public.transactions'),
  ($$'public.attachments', 'file', scope_via => 'other -> public.transactions.team_id'$$,
    'public.attachments has no column other'),
  ($$'stagedoor.scopes', 'file', 'id'$$, 'stagedoor.scopes is no table of yours'),
  ($$null, 'file', 'id'$$, 'null is no table')
) as t (arguments, message);
select is(pg_temp.stands('public.transactions'), (select b.text from before as b),
  'a refused protection changes nothing');
select tests.authenticate_as('ann');
select throws_ok(
  $$ select stagedoor.protect('public.transactions', 'invoice', 'team_id') $$, '42501', null,
  'a signed-in user protects no table');
select tests.clear_authentication();

-- rows of an organization --------------------------------------------------------------------
comment on policy "Enable read access for all users" on public.transactions is 'For now.';
grant update (file_name) on public.attachments to authenticated;
create view public.all_transactions as select * from public.transactions;
grant select on public.all_transactions to authenticated;
create view public.my_transactions with (security_invoker = true) as
  select * from public.transactions;
grant select on public.my_transactions to authenticated;
create function public.sum_of_transactions() returns numeric
language sql security definer as $$ select sum(amount) from public.transactions $$;
grant execute on function public.sum_of_transactions to authenticated;
alter publication supabase_realtime add table public.transactions;
insert into storage.buckets (id, name, public) values ('logos', 'logos', true);
delete from before;
insert into before select pg_temp.stands('public.transactions');
select is_empty(
  $$ select from stagedoor.protect('public.transactions', 'invoice', 'team_id', dry_run => true)
     where step like 'protected%' $$, 'a dry run says so');
select is(pg_temp.stands('public.transactions'), (select b.text from before as b),
  'a dry run changes nothing');
create temporary table said (line text);
insert into said select pg_temp.protect($$ 'public.transactions', module => 'invoice',
  scope => 'team_id', owner => 'created_by', roles => (select map from roles),
  soft_delete => 'deleted_at' $$);
select is((select s.line from said as s where s.line like 'protected%'),
  'protected 4 operations; ann 6, ben 6, carl 3 of 9 rows',
  'F107: the last line says what was achieved');
select isnt_empty(format('select from said as s where s.line = %L', line),
  format('F107: protect names what it found: %s', line))
from unnest(array[
  'drop the policy "Enable read access for all users": It admitted everybody.',
  'drop the policy "Enable insert for authenticated users only": It admitted everybody.',
  'look at public.all_transactions: This view reads as its owner: alter view ... set (security_invoker = true).',
  'look at public.sum_of_transactions(): This definer function names the table, and is a policy of its own.',
  'look at the publication supabase_realtime: Whoever subscribes to this publication gets every row.',
  'look at the bucket "logos": This bucket is public: whoever knows a path reads its files.']) as line;
select is_empty($$ select from said as s where s.line like '%my_transactions%' $$,
  'a view that reads as its reader is not named (control)');
select is(pg_temp.seen('public.transactions'), array['ann 6', 'ben 6', 'carl 3', 'dora 0'],
  'F107: rows of an organization are seen by holders of the key there, without the policy for all');
select is(array(select has_table_privilege(r, 'public.transactions', p)
    from unnest(array['anon', 'authenticated']) as r,
      unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'trigger', 'references'])
        as p),
  array[false, false, false, false, false, false, false,
    true, true, true, true, false, false, false],
  'F107: requests get what the policies need, anon nothing, and nobody TRUNCATE or TRIGGER');
select is((select count(*) from pg_index as i where i.indrelid = 'public.transactions'::regclass),
  3::bigint, 'F107: the columns of scope and owner get an index');

select tests.authenticate_as('ben');
select results_eq(
  $$ update public.transactions set amount = amount + 1 returning id $$,
  $$ values (pg_temp.id('5')), (pg_temp.id('6')) $$,
  'F50: a member changes what is their own, and nothing else');
select throws_ok(
  $$ insert into public.transactions (team_id, amount) values (pg_temp.id('blue'), 1) $$, '42501',
  'new row violates row-level security policy for table "transactions"',
  'F107: nobody inserts a row into a scope where they hold nothing');
select results_eq(
  $$ insert into public.transactions (id, team_id, amount, created_by)
     values (pg_temp.id('10'), pg_temp.id('red'), 1, tests.user_id('ann')) returning created_by $$,
  $$ values (tests.user_id('ben')) $$, 'F107: the owner of a new row is whoever inserts it');
select throws_ok(
  $$ update public.transactions set created_by = tests.user_id('ann')
     where id = pg_temp.id('10') $$, '23514', 'The owner of a row stays: created_by',
  'F107: nobody gives a row to another owner');
select throws_ok(
  $$ update public.transactions set team_id = pg_temp.id('blue') where id = pg_temp.id('10') $$,
  '42501', 'new row violates row-level security policy for table "transactions"',
  'F107: the new row is checked: nobody moves a row where they hold nothing');
select is_empty($$ delete from public.transactions where id = pg_temp.id('1') returning id $$,
  'F50: a member deletes nothing of another');
select results_eq(
  $$ update public.transactions set deleted_at = now() where id = pg_temp.id('10')
     returning id $$, $$ values (pg_temp.id('10')) $$,
  'F107: the update that hides a row succeeds');
select is((select count(*) from public.transactions_live), 6::bigint,
  'F107: a view hides what is marked as deleted');
select results_eq($$ delete from public.transactions where id = pg_temp.id('10') returning id $$,
  $$ values (pg_temp.id('10')) $$, 'F50: a member deletes what is their own (control)');
select tests.authenticate_as('dora');
select is_empty($$ select from public.transactions_live $$,
  'F107: the view shows nobody more than the table');
select tests.authenticate_as_service();
select lives_ok(
  $$ insert into public.transactions (id, team_id, amount, created_by)
     values (pg_temp.id('11'), pg_temp.id('red'), 1, tests.user_id('ann')) $$,
  'F107: the service names the owner (control)');
select lives_ok(
  $$ update public.transactions set created_by = tests.user_id('ben')
     where id = pg_temp.id('11') $$, 'F107: the service gives a row to another owner (control)');
select is((select t.created_by from public.transactions as t where t.id = pg_temp.id('11')),
  tests.user_id('ben'), 'the owner that the service names is the owner');
delete from public.transactions where id = pg_temp.id('11');
select tests.clear_authentication();
select isnt_empty(
  $$ select from stagedoor.protected_tables as p
     where p.table_name = 'public.transactions'::regclass and p.scope_column = 'team_id'
       and p.owner_column = 'created_by' $$,
  'F109: a protected table is registered for what explains its rows');

-- again, by hand, and back ---------------------------------------------------------------------
create temporary table after as select pg_temp.stands('public.transactions') as text;
select is((select s from pg_temp.protect($$ 'public.transactions', module => 'invoice',
  scope => 'team_id', owner => 'created_by', roles => (select map from roles),
  soft_delete => 'deleted_at' $$) as s where s like 'protected%'),
  'protected 4 operations; ann 6, ben 6, carl 3 of 9 rows',
  'F107: a table is protected again without harm');
select is(pg_temp.stands('public.transactions'), (select a.text from after as a),
  'F107: a second protection leaves the table as the first');
select throws_ok(
  $$ update stagedoor.protections set before = '[{"sql": "drop table public.teams"}]' $$,
  '23514', null, 'what unprotect would execute is what protect wrote down');
select is((select count(*) from stagedoor.unprotect('public.transactions', dry_run => true) as u
    where u.sql is not null) > 5, true, 'unprotect says what it would restore');
select is(pg_temp.stands('public.transactions'), (select a.text from after as a),
  'a dry run of unprotect changes nothing');
create temporary table script as select stagedoor.protect_sql('public.transactions',
  module => 'invoice', scope => 'team_id', owner => 'created_by',
  roles => (select map from roles), soft_delete => 'deleted_at') as sql where false;
select lives_ok($$ select stagedoor.unprotect('public.transactions') $$,
  'F107: a protection is taken back (control)');
savepoint by_hand;
create policy stagedoor_select on public.transactions for select to authenticated using (false);
select is((select s from pg_temp.protect($$ 'public.transactions', module => 'invoice',
  scope => 'team_id', owner => 'created_by', roles => (select map from roles),
  soft_delete => 'deleted_at' $$) as s where s like 'protected%'),
  'protected 4 operations; ann 6, ben 6, carl 3 of 9 rows',
  'F107: a policy of that name, which somebody made by hand, gives way');
rollback to by_hand;
select is(pg_temp.stands('public.transactions'), (select b.text from before as b),
  'F107: unprotect restores word by word what stood there');
select hasnt_view('public', 'transactions_live', 'unprotect takes its view away');
select throws_ok($$ select stagedoor.unprotect('public.transactions') $$, '22023',
  'public.transactions is not protected', 'nothing is taken back twice');
select throws_ok($$ select stagedoor.unprotect(null) $$, '22023', 'null is not protected',
  'unprotect needs a table');
insert into script select regexp_replace(stagedoor.protect_sql('public.transactions',
  module => 'invoice', scope => 'team_id', owner => 'created_by',
  roles => (select map from roles), soft_delete => 'deleted_at'), '^begin;|commit;$', '', 'g');
do $$ begin execute (select sql from script); end $$;
select is(pg_temp.stands('public.transactions'), (select a.text from after as a),
  'F107: the SQL of protect_sql, executed by hand, does the same');
drop view public.transactions_live;

-- rows reached through a parent --------------------------------------------------------------
select is(array(select s from pg_temp.protect($$ 'public.attachments', module => 'file',
    scope_via => 'transaction_id -> public.transactions.team_id', owner => 'created_by',
    roles => (select map from roles) $$) as s where s like 'look at rows%' or s like 'protected%'),
  array['look at rows without a scope: 1: hidden from everybody but the service.',
    'protected 4 operations; ann 6, ben 6, carl 3 of 10 rows'],
  'F107: rows are reached through a parent, and one without is hidden and counted');
select is(pg_temp.seen('public.attachments'), array['ann 6', 'ben 6', 'carl 3', 'dora 0'],
  'F107: a row is seen in the scope of its parent');
select is((select concat_ws(', ', p.scope_column, p.scope_via, p.owner_column)
    from stagedoor.protected_tables as p
    where p.table_name = 'public.attachments'::regclass),
  'transaction_id, transaction_id -> public.transactions.team_id, created_by',
  'F109: a table that is reached through a parent is registered with the way');
select is(array(select s from pg_temp.protect($$ 'public.attachments', module => 'file',
    scope_via => 'transaction_id -> public.transactions.team_id', owner => 'created_by',
    null_scope => 'owner' $$) as s where s like 'look at rows%'),
  array['look at rows without a scope: 1: its owner''s alone where transaction_id is null.'],
  'F107: what a missing parent means is said');
select is(pg_temp.seen('public.attachments'), array['ann 6', 'ben 6', 'carl 3', 'dora 1'],
  'F107: a row without a parent can be its owner''s');
select tests.authenticate_as('ben');
select throws_ok(
  $$ insert into public.attachments (transaction_id, file_name)
     values (pg_temp.id('7'), 'b.pdf') $$, '42501', null,
  'F107: nobody inserts a row below a parent of another scope');
select results_eq(
  $$ insert into public.attachments (transaction_id, file_name)
     values (pg_temp.id('5'), 'b.pdf') returning file_name, created_by $$,
  $$ values ('b.pdf', tests.user_id('ben')) $$,
  'F107: a row below a parent of the scope is inserted, and returned (control)');
select tests.clear_authentication();

-- a row that is the scope --------------------------------------------------------------------
select is(array(select s from pg_temp.protect($$ 'public.teams', module => 'team', scope => 'id',
    roles => (select map from roles) $$) as s where s like 'insert%' or s like 'protected%'),
  array['insert by team:edit: Anybody who is signed in may insert one.',
    'protected 4 operations; ann 1, ben 1, carl 1 of 2 rows'],
  'F107: a table of scopes is protected, and says who starts one');
select is((select s from pg_temp.protect($$ 'public.tracker_projects', module => 'tracker',
    scope => 'id', roles => '{"manager": {"edit": "allow"}, "fellow": {"view": "allow"}}' $$) as s
    where s like 'protected%'),
  'protected 4 operations; ann 1, ben 1, carl 0 of 1 rows', 'F107: a table of projects is protected');
select tests.authenticate_as('dora');
select results_eq(
  $$ insert into public.teams (id, name) values (pg_temp.id('dora'), 'Doras') returning name $$,
  $$ values ('Doras') $$, 'F107: whoever starts a team gets its row back');
select is_empty($$ select from public.teams as t where t.id = pg_temp.id('dora') $$,
  'F107: a team without a membership is seen by nobody afterwards');
select tests.clear_authentication();
savepoint loaded;
alter table public.teams disable trigger zz_stagedoor_scopes;
insert into public.teams (name) values ('Loaded');
set local transaction_read_only = on;
select tests.authenticate_as('dora');
select is_empty($$ select from public.teams as t where t.name = 'Loaded' $$,
  'F107: a request that only reads is asked for no new scope, and sees no row without one');
select tests.authenticate_as('ann');
select isnt_empty($$ select from public.teams as t where t.name = 'Red' $$,
  'F107: a request that only reads sees its scopes (control)');
rollback to loaded;
select tests.authenticate_as('dora');
select throws_ok(
  $$ insert into public.tracker_projects (team_id, name) values (pg_temp.id('red'), 'Mine') $$,
  '42501', 'new row violates row-level security policy for table "tracker_projects"',
  'F107: a stranger starts no project in a team');
select tests.authenticate_as('ben');
select throws_ok(
  $$ insert into public.tracker_projects (team_id, name) values (pg_temp.id('red'), 'Mine') $$,
  '42501', 'new row violates row-level security policy for table "tracker_projects"',
  'F107: a member without the key starts no project');
select tests.authenticate_as('ann');
select results_eq(
  $$ insert into public.tracker_projects (team_id, name) values (pg_temp.id('red'), 'App')
     returning name $$, $$ values ('App') $$,
  'F107: a holder of the key starts a project, and gets its row back');
select is(public.can('tracker:view', (
    select p.id from public.tracker_projects as p where p.name = 'App')), true,
  'F107: a project is a scope after the statement');
select tests.authenticate_as_anon();
select throws_ok($$ select from public.teams $$, '42501', null, 'anon reads no protected table');
select tests.clear_authentication();

-- assigned people, projects, departments ------------------------------------------------------
alter table public.tracker_entries add column department_id uuid;
insert into stagedoor.scopes (id, scope_type, parent_id, name)
values (pg_temp.id('camera'), 'department', pg_temp.id('site'), 'Camera');
insert into public.tracker_entries (id, project_id, assigned_id, department_id) values
  (pg_temp.id('e1'), pg_temp.id('site'), tests.user_id('ben'), null),
  (pg_temp.id('e2'), pg_temp.id('site'), tests.user_id('ann'), pg_temp.id('camera'));
select is((select s from pg_temp.protect($$ 'public.tracker_entries', module => 'entry',
    scope => 'project_id', department => 'department_id', owner => 'assigned_id',
    stamp_owner => false,
    roles => '{"manager": {"edit": "allow"}, "fellow": {"view": "own"}}' $$) as s
    where s like 'protected%'),
  'protected 4 operations; ann 2, ben 1, carl 0 of 2 rows',
  'F107: rows of projects are seen by their holders, and own ones by whom they are assigned to');
select tests.deny('ann', 'Camera', 'entry:view');
select is(pg_temp.seen('public.tracker_entries'), array['ann 1', 'ben 1', 'carl 0', 'dora 0'],
  'F107: a denial at a department hides its rows');
select tests.authenticate_as('ann');
select results_eq(
  $$ update public.tracker_entries set assigned_id = tests.user_id('dora')
     where id = pg_temp.id('e1') returning assigned_id $$, $$ values (tests.user_id('dora')) $$,
  'F107: a row that is not stamped is assigned to another (control)');
select tests.clear_authentication();

-- numbers as keys ------------------------------------------------------------------------------
insert into public.channels (id, slug) values (1, 'public'), (2, 'random');
insert into public.messages (channel_id, user_id, message)
values (1, tests.user_id('ann'), 'Hello'), (2, tests.user_id('carl'), 'Hi');
select stagedoor.track_scopes('public.channels', 'organization', name => 'slug');
select tests.give('ann', 'public', 'role', tests.role_id('manager'));
revoke select on public.channels from authenticated;
select isnt_empty(
  $$ select from stagedoor.protect('public.messages', module => 'message',
       scope => 'channel_id', dry_run => true) as s
     where s.step = 'look at public.channels' $$,
  'F107: a parent that people cannot read is named');
select pg_temp.protect($$ 'public.channels', module => 'channel', scope => 'stagedoor_scope_id',
  roles => (select map from roles) $$);
select pg_temp.protect($$ 'public.messages', module => 'message', scope => 'channel_id',
  owner => 'user_id', roles => (select map from roles) $$);
select is(pg_temp.seen('public.messages'), array['ann 1', 'ben 0', 'carl 0', 'dora 0'],
  'F107: rows with numbers as keys are protected by the scope of what they refer to');
select is(array(
    select concat_ws(', ', p.scope_column, p.scope_via) from stagedoor.protected_tables as p
    where p.table_name in ('public.messages'::regclass, 'public.channels'::regclass)
    order by 1),
  array['channel_id, channel_id', 'stagedoor_scope_id'],
  'F109: a table with a number as key is registered with what it refers to');
savepoint registered;
select lives_ok($$ select stagedoor.unprotect('public.messages') $$,
  'F107: a protection by a number is taken back (control)');
select is_empty($$ select from stagedoor.protected_tables as p
    where p.table_name = 'public.messages'::regclass $$,
  'F107: unprotect takes the registration by a number back');
rollback to registered;
select tests.authenticate_as('ann');
select results_eq(
  $$ insert into public.messages (channel_id, message) values (1, 'Again') returning message $$,
  $$ values ('Again') $$, 'F107: the sequence of a number is granted with its table');
select tests.clear_authentication();

-- beside their policies ------------------------------------------------------------------------
select stagedoor.unprotect('public.tracker_projects');
select throws_ok(
  $$ select stagedoor.protect('public.tracker_projects', 'tracker', 'id', mode => 'restrict') $$,
  '23514', 'The policy "Projects" of public.tracker_projects admits everybody',
  'F107: no protection stands beside a policy that admits everybody');
alter policy "Projects" on public.tracker_projects using (name <> 'App') with check (name <> 'x');
create policy "Never" on public.tracker_projects as restrictive for select to authenticated
  using (name <> 'Never');
-- By hand, under a name of ours: it gives way in any mode.
create policy stagedoor_select on public.tracker_projects for select to authenticated
  using (false);
select is(array(select s from pg_temp.protect($$ 'public.tracker_projects', module => 'tracker',
    scope => 'id', mode => 'restrict' $$) as s where s like 'leave%' or s like 'protected%'),
  array['leave the policy "Never": It is restrictive: it holds as well.',
    'leave the policy "Projects": It admits what the protection leaves.',
    'protected 4 operations; ann 1, ben 1, carl 0 of 2 rows'],
  'F107: a restrictive protection leaves their policies, and admits what both admit');
create table public.plain_rows (id uuid primary key, project_id uuid);
create policy "For reports" on public.plain_rows for select to pg_monitor using (true);
select is(array(select s from pg_temp.protect($$ 'public.plain_rows', module => 'plain',
    scope => 'project_id', operations => '{select}' $$) as s
    where s like 'leave%' or s like 'protected%' or s like 'look for%'),
  array['look for holders of plain:view: No role carries plain:view: only a single grant of it opens a row.',
    'leave the policy "For reports": It is for other roles than those of requests.',
    'protected 1 operations; ann 0, ben 0, carl 0 of 0 rows'],
  'F107: policies of other roles stay, and a key that no role carries is named');
select is((select count(*) from pg_policy as p
    where p.polrelid = 'public.plain_rows'::regclass), 2::bigint,
  'F107: operations that are not asked for get no policy');
select is(array(select s from pg_temp.protect($$ 'public.plain_rows', module => 'plain',
    scope => 'project_id', operations => '{select}', keys => '{"select": "document:view:assigned"}' $$)
    as s where s like 'select%' or s like 'add%'),
  array['select by document:view:assigned'], 'F107: a key that is there is used as it is');

-- partitions and children ----------------------------------------------------------------------
create table public.logs (id uuid, project_id uuid, day date) partition by range (day);
create table public.logs_1 partition of public.logs for values from ('2026-01-01') to ('2027-01-01');
grant select on public.logs_1 to anon, authenticated;
create table public.kept (id uuid, project_id uuid);
create table public.kept_old () inherits (public.kept);
grant select on public.kept_old to authenticated;
insert into public.logs values (pg_temp.id('l'), pg_temp.id('site'), '2026-02-02');
insert into public.kept_old values (pg_temp.id('k'), pg_temp.id('site'));
create temporary table parts as
select t.name, pg_temp.stands(t.name::regclass) as text
from unnest(array['public.logs', 'public.logs_1', 'public.kept', 'public.kept_old']) as t (name);
select is(array(select pg_temp.protect(format($$ %L, module => 'entry', scope => 'project_id' $$, t))
    from unnest(array['public.logs', 'public.kept']) as t intersect
  select 'close public.' || t || ': Rows are read and written through its table. Protect again after adding one.'
    from unnest(array['logs_1', 'kept_old']) as t order by 1),
  array['close public.kept_old: Rows are read and written through its table. Protect again after adding one.',
    'close public.logs_1: Rows are read and written through its table. Protect again after adding one.'],
  'F107: partitions and children are closed, and named');
select is(pg_temp.seen('public.logs') || pg_temp.seen('public.kept'),
  array['ann 1', 'ben 0', 'carl 0', 'dora 0', 'ann 1', 'ben 0', 'carl 0', 'dora 0'],
  'F107: rows of partitions and children are seen through their table (control)');
select tests.authenticate_as('ann');
select throws_ok('select from ' || t, '42501', null, format('F107: %s is not read past its table', t))
from unnest(array['public.logs_1', 'public.kept_old']) as t;
select tests.clear_authentication();
select stagedoor.unprotect('public.logs'), stagedoor.unprotect('public.kept');
select results_eq($$ select p.name, pg_temp.stands(p.name::regclass) from parts as p $$,
  $$ select p.name, p.text from parts as p $$,
  'F107: unprotect restores partitions and children as they were');

-- tables that are renamed, and partitions that go --------------------------------------------
select lives_ok($$ select stagedoor.protect('public.logs', module => 'entry', scope => 'project_id') $$,
  'F107: a table is protected again after unprotect (control)');
drop table public.logs_1;
select lives_ok($$ select stagedoor.protect('public.logs', module => 'entry', scope => 'project_id') $$,
  'F107: a table is protected again after a partition of it went');
select lives_ok($$ select stagedoor.unprotect('public.logs') $$,
  'F107: a protection is taken back after a partition of its table went');
select stagedoor.protect('public.kept', module => 'entry', scope => 'project_id');
alter table public.kept rename to kept_before;
create table public.kept (project_id uuid);
alter table public.kept enable row level security;
create temporary table stood as select pg_temp.stands('public.kept') as text;
select throws_ok($$ select stagedoor.unprotect('public.kept_before') $$, '22023',
  'public.kept_before was protected as public.kept',
  'F107: unprotect opens no other table that has the name by now');
select throws_ok(
  $$ select stagedoor.protect('public.kept_before', module => 'entry', scope => 'project_id') $$,
  '22023', 'public.kept_before was protected as public.kept',
  'F107: protect opens no other table that has the name by now');
select is(pg_temp.stands('public.kept'), (select s.text from stood as s),
  'F107: a table that took the name of a protected one stays as it was');
drop table public.kept;
alter table public.kept_before rename to kept;
select lives_ok($$ select stagedoor.unprotect('public.kept') $$,
  'F107: under its name of then a table comes back (control)');

-- names that quote ----------------------------------------------------------------------------
create schema "Their schema";
grant usage on schema "Their schema" to authenticated;
create table "Their schema"."Select ""all"" -> '; drop table public.teams; --" (
  "id" uuid primary key default gen_random_uuid(),
  "Order by 1" uuid, "user" uuid, "größe % $1" uuid, "NULL" timestamptz);
create table "Their schema"."from" (
  "primary" uuid primary key default gen_random_uuid(),
  "a -> public.teams.id" uuid references "Their schema"."Select ""all"" -> '; drop table public.teams; --");
insert into "Their schema"."Select ""all"" -> '; drop table public.teams; --" values
  (pg_temp.id('q'), pg_temp.id('site'), tests.user_id('ben'), null, null);
insert into "Their schema"."from" values (pg_temp.id('f'), pg_temp.id('q'));
create temporary table named as
select t.oid::regclass as name, pg_temp.stands(t.oid) as text from pg_class as t
where t.relnamespace = '"Their schema"'::regnamespace and t.relkind = 'r';
select is(array(select x.step from named as n cross join stagedoor.protect(n.name,
    module => 'quoted', scope => 'Order by 1', owner => 'user', department => 'größe % $1',
    soft_delete => 'NULL', roles => (select map from roles)) as x
    where n.name::text like '%all%' and x.step like 'protected%'),
  array['protected 4 operations; ann 1, ben 1, carl 0 of 1 rows'],
  'F107: names with quotes, blanks and reserved words are protected');
select is(array(select x.step from stagedoor.protect('"Their schema"."from"', module => 'quoted',
    scope_via => '"a -> public.teams.id" -> "Their schema"."Select ""all"" -> ''; drop table public.teams; --"."Order by 1"')
    as x where x.step like 'protected%'),
  array['protected 4 operations; ann 1, ben 1, carl 0 of 1 rows'],
  'F107: a path with quotes, blanks and arrows in its names is read');
select stagedoor.unprotect(n.name) from named as n;
select results_eq($$ select n.name::text, pg_temp.stands(n.name) from named as n $$,
  $$ select n.name::text, n.text from named as n $$,
  'F107: tables with such names come back as they were');
select has_table('public', 'teams', 'no name was executed');
create table public.notes (project_id uuid);
do $$ begin
  execute format('create function public.%I() returns text language sql security definer
    as $f$ select ''notes'' $f$; grant execute on function public.%1$I to authenticated',
    E'a\ndrop table public.teams;\rdrop table public.users; --');
end $$;
select is(regexp_count(stagedoor.protect_sql('public.notes', 'entry', 'project_id'),
    '^-- look at public.*drop table.*drop table.*$', 1, 'n')
  + regexp_count(stagedoor.protect_sql('public.notes', 'entry', 'project_id'), E'\r'), 1,
  'F107: a name with line breaks stays inside the comment of a script');

select * from finish();
rollback;
