-- Restoring: what arrives from a backup or from a publisher was guarded and recorded where
-- it comes from. Guards and recorders let it pass while the log is not complete, and at no
-- other time (F105).
begin;
select plan(41);
select tests.use_fixture_catalogue();

-- The cast: Ben signs at Alpha; who signs does not post.
select tests.create_user('ben');
select tests.create_project('Alpha', 'North');
select tests.create_project('Gamma', 'South');
select tests.create_role('signs', null, '{"document:approve": "allow"}');
select tests.create_role('posts', null, '{"ticket:approve": "allow"}');
select tests.create_role('tenant', 'South');
select tests.create_role('clerk', 'North');
select tests.grant_role('ben', 'Alpha', 'signs');
select tests.grant_role('ben', 'Alpha', 'clerk');
insert into stagedoor.separation_rules
  (rule_key, kind, first_grant_id, second_grant_id, description)
values
  ('signs_or_posts', 'static', tests.role_id('signs'), tests.role_id('posts'), 'Duties'),
  ('maker_checker', 'dynamic', null, null, 'Nobody checks their own work');
create table public.orders (project_id uuid, made_by uuid, checked_by uuid);
create trigger _500_separate_duties
  after insert or update on public.orders
  for each row execute function stagedoor.tg_any__separate_duties(
    'maker_checker', 'project_id', 'made_by', 'checked_by');
alter table public.orders enable always trigger _500_separate_duties;
select tests.flush();

-- What a backup may bring before the rows that the guards would look at.
create temporary table arrivals (position integer, name text, call text);
insert into arrivals values
  (1, 'a type of scope before the role of its creators', $$insert into stagedoor.scope_types
     (scope_type, label, position, creator_role_key) values ('site', 'Site', 9, 'later')$$),
  (2, 'a project whose parent is of another type', format(
     $$insert into stagedoor.scopes
         (id, scope_type, parent_id, name, path, organization_id, project_id)
       values (%1$L, 'project', %2$L, 'Early', array[%3$L, %1$L]::uuid[], %3$L, %1$L)$$,
     '00000000-0000-4000-8000-0000000000e1', tests.scope_id('Alpha'),
     tests.scope_id('North'))),
  (3, 'a role that includes one of another tenant', format(
     'insert into stagedoor.role_includes values (%L, %L)',
     tests.role_id('clerk', 'North'), tests.role_id('tenant', 'South'))),
  (4, 'a role of a tenant at a scope of another', format(
     $$insert into stagedoor.user_accesses
         (user_id, scope_type, scope_id, grant_type, grant_id)
       values (%L, 'project', %L, 'role', %L)$$,
     tests.user_id('ben'), tests.scope_id('Alpha'), tests.role_id('tenant', 'South'))),
  (5, 'a duty beside the other', format(
     $$insert into stagedoor.user_accesses
         (user_id, scope_type, scope_id, grant_type, grant_id)
       values (%L, 'project', %L, 'role', %L)$$,
     tests.user_id('ben'), tests.scope_id('Alpha'), tests.role_id('posts'))),
  (6, 'a role that puts two duties into one hand', format(
     'insert into stagedoor.role_includes values (%L, %L)',
     tests.role_id('clerk', 'North'), tests.role_id('posts'))),
  (7, 'a row that one person made and checked', format(
     'insert into public.orders values (%1$L, %2$L, %2$L)',
     tests.scope_id('Alpha'), tests.user_id('ben'))),
  (8, 'a menu item of a tenant below one of another', format(
     $$with above as (
         insert into stagedoor.menu_items (item_key, label, path, scope_id)
         values ('above', 'Above', '/', %L) returning id
       )
       insert into stagedoor.menu_items (item_key, label, path, scope_id, parent_id)
       select 'below', 'Below', '/', %L, a.id from above as a$$,
     tests.scope_id('South'), tests.scope_id('North')));

-- What becomes of each: an error, or how many events it leaves. Nothing stays.
create function pg_temp.arrives(p_call text, p_setting text default 'replica')
returns text
language plpgsql
as $$
declare
  v_events bigint;
begin
  perform set_config('session_replication_role', p_setting, true);
  execute p_call;
  select count(*) into v_events
  from stagedoor.event_queue as q where q.xact_id = pg_current_xact_id();
  set constraints all immediate;
  raise sqlstate 'XDONE';
exception
  when sqlstate 'XDONE' then return 'events: ' || v_events;
  when others then return sqlstate;
end;
$$;

-- What stands in a row after it was written in replica mode.
create temporary table writings (position integer, name text, call text, ask text);
insert into writings values
  (1, 'the place of a scope that comes before its parent', format(
     $$insert into stagedoor.scopes
         (id, scope_type, parent_id, name, path, organization_id)
       values (%1$L, 'department', %2$L, 'Early', array[%3$L, %2$L, %1$L]::uuid[], %3$L)$$,
     '00000000-0000-4000-8000-0000000000e1', '00000000-0000-4000-8000-0000000000e2',
     '00000000-0000-4000-8000-0000000000e3'),
   $$select cardinality(s.path)::text from stagedoor.scopes as s where s.name = 'Early'$$),
  (2, 'the keys of a grant target', format(
     $$update stagedoor.grant_targets set allow_keys = '{access:escalate}' where id = %L$$,
     tests.role_id('posts')), format(
     'select t.allow_keys::text from stagedoor.grant_targets as t where t.id = %L',
     tests.role_id('posts'))),
  (3, 'the moment in which an access was given', format(
     $$insert into stagedoor.user_accesses
         (user_id, scope_type, scope_id, grant_type, grant_id, granted_at)
       values (%L, 'project', %L, 'role', %L, '2999-01-01')$$,
     tests.user_id('ben'), tests.scope_id('Alpha'), tests.role_id('fellow')), format(
     $$select (a.granted_at > now())::text from stagedoor.user_accesses as a
       where a.grant_id = %L$$, tests.role_id('fellow')));

create function pg_temp.kept(p_call text, p_ask text)
returns text
language plpgsql
as $$
declare
  v_kept text;
begin
  set local session_replication_role = replica;
  execute p_call;
  execute p_ask into v_kept;
  raise sqlstate 'XDONE';
exception
  when sqlstate 'XDONE' then return v_kept;
end;
$$;

-- Whoever got hold of the log's role, as a restore does.
create function pg_temp.as_auditor(variadic p_calls text[])
returns void
language plpgsql
as $$
declare
  v_call text;
begin
  grant stagedoor_auditor to postgres;
  set local role stagedoor_auditor;
  foreach v_call in array p_calls loop
    execute v_call;
  end loop;
  reset role;
  revoke stagedoor_auditor from postgres;
end;
$$;

-- a complete log -----------------------------------------------------------------------
select is(stagedoor.is_replaying(), false, 'an ordinary session replays nothing');
select matches(
  pg_temp.arrives(a.call), '^23514$',
  'F105: a complete log lets a guard refuse in replica mode: ' || a.name)
from arrivals as a order by a.position;
select is(
  pg_temp.arrives($$insert into stagedoor.permission_modules values ('late', 'Late', 1)$$),
  'events: 1', 'F24: a complete log records what is written in replica mode');

select is(
  pg_temp.kept(w.call, w.ask), (array['1', '{ticket:approve}', 'false'])[w.position],
  'F105: a complete log computes anew in replica mode ' || w.name)
from writings as w order by w.position;

select stagedoor.note_policies();
set constraints all immediate;
set constraints all deferred;

-- a log that is being filled -----------------------------------------------------------
select pg_temp.as_auditor(
  'alter table stagedoor_audit.installation disable trigger _100_refuse',
  'delete from stagedoor_audit.installation',
  'alter table stagedoor_audit.installation enable always trigger _100_refuse');
select is(
  stagedoor.is_replaying(), false, 'an ordinary session replays nothing into an empty log');
select is(
  pg_temp.arrives(a.call), 'events: 0',
  'F105: an empty log lets a backup bring, unrecorded, ' || a.name)
from arrivals as a order by a.position;
select matches(
  pg_temp.arrives(a.call, 'origin'), '^23514$',
  'F105: an empty log lets a guard refuse outside replica mode: ' || a.name)
from arrivals as a where a.position <> 2 order by a.position;
select is(
  pg_temp.kept(w.call, w.ask), (array['3', '{access:escalate}', 'true'])[w.position],
  'F105: an empty log keeps as it comes ' || w.name)
from writings as w order by w.position;

set local session_replication_role = replica;
select pg_temp.as_auditor(
  'insert into stagedoor_audit.installation (is_only) values (true)');
set local session_replication_role = origin;
select is(
  pg_temp.arrives((select a.call from arrivals as a where a.position = 5)), 'events: 0',
  'F105: a backup goes on after the row that says which installation it is');
select is(
  stagedoor_audit.broken_guard(), 'it is being filled by a restore or a subscription',
  'P8: verification finds a log that is still being filled');
select is(
  pg_temp.arrives((select a.call from arrivals as a where a.position = 5), 'origin'),
  '23514', 'F105: a log that is being filled lets a guard refuse outside replica mode');

-- What policies say came with the backup, too.
create policy settings_late on stagedoor.settings for select using (false);
select is(stagedoor.note_policies(), 0,
  'F117: a log that is being filled is told of no policy');

-- the end of a restore -----------------------------------------------------------------
select stagedoor.guard_audit_log();
select is(stagedoor_audit.broken_guard(), null, 'P8: guarding the log ends the restore');
select is(
  pg_temp.arrives((select a.call from arrivals as a where a.position = 5)), '23514',
  'F105: a log that is complete again lets a guard refuse in replica mode');
select is(
  pg_temp.arrives($$insert into stagedoor.permission_modules values ('late', 'Late', 1)$$),
  'events: 1', 'F24: a log that is complete again records in replica mode');
select is(stagedoor.note_policies(), 1,
  'F117: a log that is complete again is told of the policies that differ');

select pg_temp.as_auditor(
  'alter table stagedoor_audit.installation disable trigger _100_refuse',
  'delete from stagedoor_audit.installation',
  'alter table stagedoor_audit.installation enable always trigger _100_refuse',
  'insert into stagedoor_audit.installation (is_only, is_restoring) values (true, true)');
select is(
  stagedoor_audit.is_restoring(), false,
  'P8: an installation that is made outside replica mode is complete from the beginning');

select * from finish();
rollback;
