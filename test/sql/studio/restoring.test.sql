-- Restoring a studio: what a backup brings was guarded where it comes from, and whose work
-- it is can be computed anew (F49, F105).
begin;
select plan(19);

-- The cast: Ash is at the desk of Ink, Art tattoos there.
select tests.create_user(name) from unnest(array['ash', 'art', 'new']) as name;
select tests.create_project('Ink', 'Skin Inc');
select tests.create_project('Bone', 'Bone Inc');
select tests.grant_role('ash', 'Ink', 'assistant');
select tests.create_role('clerk', 'Ink');
select tests.grant_role('ash', 'Ink', 'clerk');
select tests.grant_role('ash', 'Bone Inc', 'artist');

create function pg_temp.id(p_name text) returns uuid
language sql immutable as $$ select md5('ink ' || p_name)::uuid $$;
insert into public.artists (id, project_id, user_id, display_name)
values (pg_temp.id('art'), tests.project_id('Ink'), tests.user_id('art'), 'Art');
insert into public.clients (id, project_id, full_name)
values (pg_temp.id('kim'), tests.project_id('Ink'), 'Kim');
insert into public.appointments (id, project_id, artist_id, client_id, starts_at, ends_at)
values (pg_temp.id('visit'), tests.project_id('Ink'), pg_temp.id('art'), pg_temp.id('kim'),
  '2026-05-01 10:00', '2026-05-01 11:00');
insert into public.client_notes (project_id, client_id, appointment_id, text)
values (tests.project_id('Ink'), pg_temp.id('kim'), pg_temp.id('visit'), 'Sits well');
insert into public.client_consents (project_id, client_id, appointment_id, form)
values (tests.project_id('Ink'), pg_temp.id('kim'), pg_temp.id('visit'), '{"signed": true}');
insert into public.portfolio_items (project_id, artist_id, title)
values (tests.project_id('Ink'), pg_temp.id('art'), 'Swan');
insert into public.studio_transactions (project_id, artist_id, amount, method)
values (tests.project_id('Ink'), pg_temp.id('art'), 100, 'cash');
insert into public.cash_closes (project_id, business_day, expected, counted)
values (tests.project_id('Ink'), '2026-04-01', 0, 0);
select tests.flush();

create temporary table arrivals (position integer, name text, call text);
insert into arrivals values
  (1, 'a second studio role of one person', format(
     $$insert into stagedoor.user_accesses
         (user_id, scope_type, scope_id, grant_type, grant_id)
       values (%L, 'project', %L, 'role', %L)$$,
     tests.user_id('ash'), tests.scope_id('Ink'), tests.role_id('artist'))),
  (2, 'a role that includes a second studio role', format(
     'insert into stagedoor.role_includes values (%L, %L)',
     tests.role_id('clerk', 'Ink'), tests.role_id('artist'))),
  (3, 'a studio that moves to where somebody has another role', format(
     $$update stagedoor.scopes set parent_id = %1$L, path = array[%1$L, %2$L]::uuid[],
         organization_id = %1$L where id = %2$L$$,
     tests.scope_id('Bone Inc'), tests.scope_id('Ink'))),
  (4, 'a transaction of a day that is closed', format(
     $$insert into public.studio_transactions (project_id, amount, method, business_day)
       values (%L, 5, 'cash', '2026-04-01')$$, tests.scope_id('Ink'))),
  (5, 'a master code of a higher cost than is set', format(
     $$insert into stagedoor.secrets (scope_id, name, value)
       values (%L, 'MASTER_CODE_HASH', %L)$$,
     tests.scope_id('Ink'), replace(extensions.crypt('12345678', extensions.gen_salt('bf', 4)),
       '$2a$04$', '$2a$14$')));

create function pg_temp.arrives(p_call text)
returns text
language plpgsql
as $$
begin
  set local session_replication_role = replica;
  execute p_call;
  raise sqlstate 'XDONE';
exception
  when sqlstate 'XDONE' then return 'kept';
  when others then return sqlstate;
end;
$$;

-- guards -------------------------------------------------------------------------------
select matches(
  pg_temp.arrives(a.call), '^(23514|22023)$',
  'F105: a complete log lets a guard of the studio refuse in replica mode: ' || a.name)
from arrivals as a order by a.position;

-- As in a database that is being restored.
grant stagedoor_auditor to postgres;
set local role stagedoor_auditor;
alter table stagedoor_audit.installation disable trigger _100_refuse;
delete from stagedoor_audit.installation;
alter table stagedoor_audit.installation enable always trigger _100_refuse;
reset role;
select is(
  pg_temp.arrives(a.call), 'kept', 'F105: an empty log lets a backup bring ' || a.name)
from arrivals as a order by a.position;
set local role stagedoor_auditor;
insert into stagedoor_audit.installation (is_only) values (true);
reset role;
revoke stagedoor_auditor from postgres;
select is(
  pg_temp.arrives(a.call), '23514', 'F105: a log that is complete again lets it refuse')
from arrivals as a where a.position = 1;

-- rebuilding ---------------------------------------------------------------------------
create temporary view owners as
select a.owner_id from public.appointments as a
union all select i.owner_id from public.portfolio_items as i
union all select t.owner_id from public.studio_transactions as t
union all select c.owner_id from public.client_consents as c
union all select n.owner_id from public.client_notes as n;

select is(stagedoor_studio.rebuild(), 0, 'F105: rebuilding changes nothing that is right');
set local session_replication_role = replica;
update public.artists set user_id = tests.user_id('new') where id = pg_temp.id('art');
set local session_replication_role = origin;
select results_eq(
  'select distinct o.owner_id from owners as o', $$ values (tests.user_id('art')) $$,
  'F49: a profile that is linked without its triggers leaves its work behind (control)');
select is(
  stagedoor_studio.rebuild(), 3,
  'F105: rebuilding counts the appointment, the work and the payment that it hands over');
select results_eq(
  'select distinct o.owner_id from owners as o', $$ values (tests.user_id('new')) $$,
  'F49: rebuilding gives everything to the account of the profile');

set local session_replication_role = replica;
update public.client_notes set owner_id = null;
update public.client_consents set owner_id = null;
set local session_replication_role = origin;
select is(
  stagedoor_studio.rebuild(), 2, 'F105: rebuilding counts a note and a consent by themselves');
select results_eq(
  'select distinct o.owner_id from owners as o', $$ values (tests.user_id('new')) $$,
  'F49: rebuilding gives a note and a consent to the artist of their appointment');
select is(stagedoor_studio.rebuild(), 0, 'F105: rebuilding a studio twice changes nothing');

select tests.authenticate_as_service();
select throws_ok(
  'select stagedoor_studio.rebuild()', '42501', null, 'F105: the service rebuilds no studio');

select * from finish();
rollback;
