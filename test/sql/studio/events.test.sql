-- What the log says of each act in a studio, and by which elevation it was done.
begin;
select plan(101);

-- The cast: Ann runs Ink. Sam stands in for her: the same rights, each behind the code. Kim
-- has what artists have, and manages people behind the code. Art tattoos there, Bea and Ben
-- come and go, Ash is at the desk.
select tests.create_user(name)
from unnest(array['ann', 'sam', 'kim', 'art', 'bea', 'ben', 'ash']) as name;
select tests.create_project('Ink');
select tests.grant_role('ann', 'Ink', 'admin');
select tests.grant_role('art', 'Ink', 'artist');
select tests.grant_role('ash', 'Ink', 'assistant');
select tests.create_role('stand_in', 'Ink', (
  select jsonb_object_agg(p.permission_key,
    case when p.permission_key like '%:view%' then 'allow' else 'locked' end)
  from stagedoor.permission_role_links as l
  join stagedoor.permissions as p on p.id = l.permission_id
  where l.permission_role_id = tests.role_id('admin')));
select tests.grant_role('sam', 'Ink', 'stand_in');
select tests.create_role('people_desk', 'Ink', (
  select jsonb_object_agg(p.permission_key, 'allow')
  from stagedoor.permission_role_links as l
  join stagedoor.permissions as p on p.id = l.permission_id
  where l.permission_role_id = tests.role_id('artist') and l.policy in ('allow', 'own')
) || '{"staff:manage_users": "locked", "staff:toggle_active": "locked"}');
select tests.grant_role('kim', 'Ink', 'people_desk');

create function pg_temp.id(p_name text) returns uuid
language sql immutable as $$ select md5('ink ' || p_name)::uuid $$;
create function pg_temp.session(p_name text) returns uuid
language sql immutable as $$ select md5('session ' || p_name)::uuid $$;

insert into public.artists (id, project_id, user_id, display_name)
values (pg_temp.id('art'), tests.project_id('Ink'), tests.user_id('art'), 'Art');
insert into public.clients (id, project_id, full_name)
values
  (pg_temp.id('cleo'), tests.project_id('Ink'), 'Cleo'),
  (pg_temp.id('dora'), tests.project_id('Ink'), 'Dora');
insert into public.appointments (id, project_id, artist_id, client_id, starts_at, ends_at)
select pg_temp.id('day ' || n), tests.project_id('Ink'), pg_temp.id('art'),
  pg_temp.id('cleo'), '2027-03-01 10:00+00'::timestamptz + n * interval '1 day',
  '2027-03-01 12:00+00'::timestamptz + n * interval '1 day'
from generate_series(1, 6) as n;
insert into public.portfolio_items (id, project_id, artist_id, title)
values (pg_temp.id('piece'), tests.project_id('Ink'), pg_temp.id('art'), 'Swallow');
insert into public.studio_transactions (id, project_id, artist_id, amount, business_day)
values
  (pg_temp.id('sale'), tests.project_id('Ink'), pg_temp.id('art'), 100, '2026-01-01'),
  (pg_temp.id('old'), tests.project_id('Ink'), pg_temp.id('art'), 9, '2026-01-03');
insert into public.stock_items (id, project_id, name, quantity)
values (pg_temp.id('needles'), tests.project_id('Ink'), 'Needles', 10);
update stagedoor.settings set value = '10' where key = 'master_code_cost';
select tests.flush();

-- Somebody does one thing: what the log says of it, in which numbers are text.
create function pg_temp.log_of(p_name text, p_act text)
returns table (event text, said jsonb)
language plpgsql as $$
declare
  v_seq bigint := coalesce((
    select max(e.seq)
    from stagedoor.get_audit_events(tests.project_id('Ink'), 1000, null, null) as e), 0);
begin
  perform tests.authenticate_as(p_name, 'aal1', pg_temp.session(p_name));
  execute p_act;
  perform tests.clear_authentication();
  perform tests.flush();
  return query
  select e.event, jsonb_strip_nulls(jsonb_build_object(
    'subject', e.subject_id, 'type', e.object_type, 'object', e.object_id,
    'before', e.before, 'after', e.after, 'reason', e.reason,
    'by_code', nullif(e.elevation_id is not null, false)))
  from stagedoor.get_audit_events(tests.project_id('Ink'), 1000, null, null) as e
  where e.seq > v_seq and e.actor_id = tests.user_id(p_name)
    and e.event !~ '^(access|secret)[.]'
  order by e.seq;
end;
$$;

-- by Ann, who needs no code -------------------------------------------------------------
create temporary table acts (act, event, said) as
values
  ('select public.add_artist(tests.project_id(''Ink''), tests.user_id(''bea''), ''Bea'')',
    'artist.added', jsonb_build_object('subject', tests.user_id('bea'), 'type', 'artists')),
  ('select public.link_artist(a.id, tests.user_id(''ben'')) from public.artists as a
    where a.display_name = ''Bea''',
    'artist.linked', jsonb_build_object('subject', tests.user_id('ben'), 'type', 'artists',
      'before', jsonb_build_object('user_id', tests.user_id('bea')),
      'after', jsonb_build_object('user_id', tests.user_id('ben')))),
  ('select public.set_staff_active(tests.project_id(''Ink''), tests.user_id(''bea''), false)',
    'staff.switched_off', jsonb_build_object('subject', tests.user_id('bea'))),
  ('select public.set_staff_active(tests.project_id(''Ink''), tests.user_id(''bea''), true)',
    'staff.switched_on', jsonb_build_object('subject', tests.user_id('bea'))),
  ('select public.set_appointment_status(pg_temp.id(''day 1''), ''no_show'')',
    'appointment.status_changed', jsonb_build_object('subject', tests.user_id('art'),
      'type', 'appointments', 'object', pg_temp.id('day 1'),
      'before', jsonb_build_object('status', 'booked'),
      'after', jsonb_build_object('status', 'no_show'))),
  ('select public.refund_or_void(pg_temp.id(''sale''), '' wrong '')',
    'sale.voided', jsonb_build_object('subject', tests.user_id('art'),
      'type', 'studio_transactions', 'object', pg_temp.id('sale'),
      'after', jsonb_build_object('amount', '100.00', 'method', 'cash'),
      'reason', 'wrong')),
  ('select public.close_cash(tests.project_id(''Ink''), ''2026-01-03'', 8)',
    'till.closed', jsonb_build_object('type', 'cash_closes', 'after', jsonb_build_object(
      'business_day', '2026-01-03', 'expected', '9.00', 'counted', '8.00'))),
  ('select public.refund_or_void(pg_temp.id(''old''), ''back'')',
    'sale.refunded', jsonb_build_object('subject', tests.user_id('art'),
      'type', 'studio_transactions', 'object', pg_temp.id('old'),
      'after', jsonb_build_object('amount', '9.00', 'method', 'cash'), 'reason', 'back')),
  ('select public.move_stock(pg_temp.id(''needles''), ''stock_adj'', -3, ''broken'')',
    'stock.moved', jsonb_build_object('type', 'stock_movements',
      'after', jsonb_build_object('stock_item_id', pg_temp.id('needles'),
        'kind', 'stock_adj', 'change', '-3.000', 'quantity_after', '7.000'),
      'reason', 'broken')),
  ('select public.export_resource(tests.project_id(''Ink''), ''inventory'')',
    'resource.exported', jsonb_build_object('type', 'permission_modules',
      'object', 'inventory', 'after',
        '{"rows": {"stock_items": "1", "stock_movements": "1"}}'::jsonb)),
  ('select public.backup_studio(tests.project_id(''Ink''))', 'studio.backed_up', '{}'),
  ('select public.set_master_code(tests.project_id(''Ink''), ''open sesame'')',
    'master_code.rotated', '{"after": {"elevations_ended": "0"}}'),
  ('select public.unlock_master_code(tests.project_id(''Ink''), tests.user_id(''ash''))',
    'master_code.unlocked', jsonb_build_object('subject', tests.user_id('ash'))),
  ('insert into public.studio_settings (project_id, key, value)
    values (tests.project_id(''Ink''), ''hours'', ''9'')',
    'studio_setting.created', '{"type": "studio_settings", "object": "hours",
      "after": {"value": "9"}}'),
  ('update public.studio_settings set value = ''10''',
    'studio_setting.changed', '{"type": "studio_settings", "object": "hours",
      "before": {"value": "9"}, "after": {"value": "10"}}'),
  ('delete from public.studio_settings',
    'studio_setting.deleted', '{"type": "studio_settings", "object": "hours",
      "before": {"value": "10"}}'),
  ('update public.clients set full_name = ''Clio'' where id = pg_temp.id(''cleo'')',
    'client.changed', jsonb_build_object('type', 'clients', 'object', pg_temp.id('cleo'),
      'after', '{"columns": ["full_name"]}'::jsonb)),
  ('delete from public.clients where id = pg_temp.id(''dora'')',
    'client.deleted', jsonb_build_object('type', 'clients', 'object', pg_temp.id('dora'))),
  ('insert into public.clients (project_id, full_name) values (tests.project_id(''Ink''),
    ''secret name'')', 'client.created', '{"type": "clients"}'),
  ('insert into public.appointments (project_id, artist_id, client_id, starts_at, ends_at,
    service, price) values (tests.project_id(''Ink''), pg_temp.id(''art''),
    pg_temp.id(''cleo''), ''2028-01-01 10:00+00'', ''2028-01-01 11:00+00'',
    ''secret service'', 80)',
    'appointment.created', jsonb_build_object('subject', tests.user_id('art'),
      'type', 'appointments', 'after', jsonb_build_object('kind', 'booking',
        'artist_id', pg_temp.id('art'), 'client_id', pg_temp.id('cleo'), 'price', '80.00',
        'starts_at', '2028-01-01T10:00:00+00:00', 'ends_at', '2028-01-01T11:00:00+00:00'))),
  ('update public.appointments set price = 90, service = ''secret cover'' where price = 80',
    'appointment.changed', jsonb_build_object('subject', tests.user_id('art'),
      'type', 'appointments', 'before', '{"price": "80.00"}'::jsonb,
      'after', '{"price": "90.00", "columns": ["price", "service"]}'::jsonb)),
  ('select public.block_time(tests.project_id(''Ink''), pg_temp.id(''art''),
    ''2028-02-01 00:00+00'', ''2028-02-02 00:00+00'', ''secret trip'')',
    'appointment.created', jsonb_build_object('subject', tests.user_id('art'),
      'type', 'appointments', 'after', jsonb_build_object('kind', 'block',
        'artist_id', pg_temp.id('art'),
        'starts_at', '2028-02-01T00:00:00+00:00', 'ends_at', '2028-02-02T00:00:00+00:00'))),
  ('select public.add_consent(p_appointment_id => pg_temp.id(''day 2''),
    p_form => ''{"signed": "secret form"}'')',
    'client_consent.created', jsonb_build_object('subject', tests.user_id('art'),
      'type', 'client_consents', 'after', jsonb_build_object(
        'appointment_id', pg_temp.id('day 2'), 'client_id', pg_temp.id('cleo')))),
  ('select public.add_client_note(pg_temp.id(''day 2''), ''secret note'')',
    'client_note.created', jsonb_build_object('subject', tests.user_id('art'),
      'type', 'client_notes', 'after', jsonb_build_object(
        'appointment_id', pg_temp.id('day 2'), 'client_id', pg_temp.id('cleo')))),
  ('insert into public.portfolio_items (project_id, artist_id, title)
    values (tests.project_id(''Ink''), pg_temp.id(''art''), ''secret rose'')',
    'portfolio_item.created', jsonb_build_object('subject', tests.user_id('art'),
      'type', 'portfolio_items', 'after', jsonb_build_object(
        'artist_id', pg_temp.id('art'), 'is_shown', true))),
  ('update public.portfolio_items set is_shown = false where id = pg_temp.id(''piece'')',
    'portfolio_item.changed', jsonb_build_object('subject', tests.user_id('art'),
      'type', 'portfolio_items', 'object', pg_temp.id('piece'),
      'before', '{"is_shown": true}'::jsonb,
      'after', '{"is_shown": false, "columns": ["is_shown"]}'::jsonb)),
  ('update public.artists set bio = ''secret bio'' where id = pg_temp.id(''art'')',
    'artist.changed', jsonb_build_object('subject', tests.user_id('art'),
      'type', 'artists', 'object', pg_temp.id('art'),
      'after', '{"columns": ["bio"]}'::jsonb)),
  ('select public.set_appointment_status(pg_temp.id(''day 6''), ''completed'', 40)',
    'sale.created', jsonb_build_object('subject', tests.user_id('art'),
      'type', 'studio_transactions', 'after', jsonb_build_object(
        'artist_id', pg_temp.id('art'), 'appointment_id', pg_temp.id('day 6'),
        'client_id', pg_temp.id('cleo'), 'amount', '40.00', 'method', 'cash',
        'business_day', (now() at time zone 'UTC')::date))),
  ('insert into public.stock_items (project_id, name) values (tests.project_id(''Ink''),
    ''Caps'')',
    'stock_item.created', '{"type": "stock_items", "after": {"name": "Caps",
      "unit": "piece", "reorder_level": "0.000", "is_active": true}}'),
  ('update public.stock_items set unit = ''pair'' where name = ''Caps''',
    'stock_item.changed', '{"type": "stock_items", "before": {"unit": "piece"},
      "after": {"unit": "pair", "columns": ["unit"]}}'),
  ('update public.stock_items set name = ''Lids'' where name = ''Caps''',
    'stock_item.changed', '{"type": "stock_items", "before": {"name": "Caps"},
      "after": {"name": "Lids", "columns": ["name"]}}');
select results_eq(
  format($$ select event, case when %1$L::jsonb ? 'object' then said else said - 'object' end
            from pg_temp.log_of('ann', %2$L) where event <> 'appointment.status_changed'
              or %3$L = event $$, a.said, a.act, a.event),
  format('values (%L, %L::jsonb)', a.event, a.said),
  format('F60: the log knows of %s: %s', a.event, regexp_replace(a.act, '\s+', ' ', 'g')))
from acts as a;

-- What a client is called, signs or says is nobody's business in the log. A digest beside it
-- proves a form to whoever keeps it.
select is_empty(
  $$ select l.event from stagedoor_audit.leaves as l
     where convert_from(l.body, 'UTF8') ~ 'secret (name|service|cover|trip|form|note|rose|bio)|Clio|Dora' $$,
  'F47: no event says what a client is called, signed or said');
select set_eq(
  $$ select v.key, v.value from stagedoor_audit.personal_values as v
     join stagedoor_audit.leaves as l using (sequence_id, seq)
     where l.event in ('client_consent.created', 'client_note.created') $$,
  $$ values
       ('form_sha256', encode(sha256('{"signed": "secret form"}'), 'hex')),
       ('text_sha256', encode(sha256('secret note'), 'hex')) $$,
  'F47: the event of a consent proves which form was signed');
-- by Sam, with the code ------------------------------------------------------------------
-- Each use is an event of its own, and what is done carries the elevation with it.
create temporary table by_code (key, act) as
values
  ('agenda:create', 'insert into public.appointments
     (project_id, artist_id, starts_at, ends_at)
     values (tests.project_id(''Ink''), pg_temp.id(''art''), ''2027-04-01'', ''2027-04-02'')'),
  ('agenda:edit', 'update public.appointments set price = 9
     where id = pg_temp.id(''day 2'')'),
  ('agenda:edit', 'select public.set_appointment_status(pg_temp.id(''day 2''), ''confirmed'')'),
  ('agenda:cancel', 'select public.set_appointment_status(pg_temp.id(''day 3''),
     ''cancelled'')'),
  ('agenda:complete', 'select public.set_appointment_status(pg_temp.id(''day 4''),
     ''completed'', 50)'),
  ('agenda:no_show', 'select public.set_appointment_status(pg_temp.id(''day 5''),
     ''no_show'')'),
  ('agenda:block', 'select public.block_time(tests.project_id(''Ink''),
     pg_temp.id(''art''), ''2027-05-01'', ''2027-05-02'', ''away'')'),
  ('agenda:export', 'select public.export_resource(tests.project_id(''Ink''), ''agenda'')'),
  ('clients:create', 'insert into public.clients (project_id, full_name)
     values (tests.project_id(''Ink''), ''Eve'')'),
  ('clients:edit', 'update public.clients set remarks = ''Regular''
     where full_name = ''Eve'''),
  ('clients:delete', 'delete from public.clients where full_name = ''Eve'''),
  ('clients:consent', 'select public.add_consent(pg_temp.id(''day 2''),
     ''{"form": "tattoo"}'')'),
  ('clients:notes', 'select public.add_client_note(pg_temp.id(''day 2''), ''Shy'')'),
  ('staff:manage_users', 'update public.artists set bio = ''Bold''
     where id = pg_temp.id(''art'')'),
  ('staff:manage_users', 'select public.add_artist(tests.project_id(''Ink''), null,
     ''Visitor'')'),
  ('staff:manage_users', 'select public.link_artist(a.id, tests.user_id(''bea''))
     from public.artists as a where a.display_name = ''Visitor'''),
  ('staff:toggle_active', 'select public.set_staff_active(tests.project_id(''Ink''),
     tests.user_id(''bea''), false)'),
  ('portfolio:upload', 'insert into public.portfolio_items (project_id, artist_id, title)
     values (tests.project_id(''Ink''), pg_temp.id(''art''), ''Rose'')'),
  ('portfolio:edit', 'update public.portfolio_items set caption = ''Healed''
     where title = ''Rose'''),
  ('reports:refund_void', 'select public.refund_or_void(t.id, ''wrong'')
     from public.studio_transactions as t where t.amount = 50'),
  ('reports:cash_close', 'select public.close_cash(tests.project_id(''Ink''),
     ''2026-01-04'', 0)'),
  ('inventory:create_item', 'insert into public.stock_items (project_id, name)
     values (tests.project_id(''Ink''), ''Gloves'')'),
  ('inventory:edit_item', 'update public.stock_items set unit = ''pair''
     where name = ''Gloves'''),
  ('inventory:stock_in', 'select public.move_stock(pg_temp.id(''needles''), ''stock_in'',
     1, ''delivery'')'),
  ('security:settings', 'insert into public.studio_settings (project_id, key, value)
     values (tests.project_id(''Ink''), ''hours'', ''9'')'),
  ('security:settings', 'update public.studio_settings set value = ''10'''),
  ('security:settings', 'delete from public.studio_settings'),
  ('security:backup', 'select public.backup_studio(tests.project_id(''Ink''))'),
  ('security:rotate_code', 'select public.unlock_master_code(tests.project_id(''Ink''))');
select tests.elevate('sam', pg_temp.session('sam'), 'Ink');
select results_eq(
  format($$ select said ->> 'object' from pg_temp.log_of('sam', %L)
            where event = 'elevation.used' $$, b.act),
  format('values (%L)', b.key),
  format('F60: the log knows that the code was used for %s: %s', b.key,
    regexp_replace(b.act, '\s+', ' ', 'g')))
from by_code as b;

-- Whichever column a request may change, changing it alone is a use.
insert into public.studio_settings (project_id, key, value)
values (tests.project_id('Ink'), 'hours', '9');
select results_eq(
  format($$ select distinct said ->> 'object' from pg_temp.log_of('sam', %L)
            where event = 'elevation.used' $$,
    format('update public.%1$I set %2$I = %2$I', t.name, a.attname)),
  format('values (%L)', t.key),
  format('F60: the log knows that the code was used to change %s of %s', a.attname, t.name))
from (values
  ('appointments', 'agenda:edit'), ('artists', 'staff:manage_users'),
  ('clients', 'clients:edit'), ('portfolio_items', 'portfolio:edit'),
  ('stock_items', 'inventory:edit_item'), ('studio_settings', 'security:settings')
) as t (name, key)
join pg_attribute as a
  on a.attrelid = format('public.%I', t.name)::regclass
  and a.attnum > 0 and not a.attisdropped
where has_column_privilege('authenticated', a.attrelid, a.attnum, 'update');

-- Rights behind the code are not given away by it: whoever gives a role holds it without.
select is(
  tests.refusal($$ select pg_temp.log_of('sam', 'select public.set_staff_role(
    tests.project_id(''Ink''), tests.user_id(''ben''), ''artist'')') $$) ->> 'code', '42501',
  'F94: a user does not give a role by the code that they lack without it');
select tests.clear_authentication();
select tests.elevate('kim', pg_temp.session('kim'), 'Ink');
select results_eq(
  format($$ select said ->> 'object' from pg_temp.log_of('kim', %L)
            where event = 'elevation.used' $$, k.act),
  format('values (%L)', k.key), format('F60: the log knows that the code was used to %s', k.what))
from (values
  ('make a user an artist', 'staff:manage_users', 'select public.set_staff_role(
     tests.project_id(''Ink''), tests.user_id(''ben''), ''artist'')'),
  ('switch a user off', 'staff:toggle_active', 'select public.set_staff_active(
     tests.project_id(''Ink''), tests.user_id(''ben''), false)'),
  ('switch a user on', 'staff:toggle_active', 'select public.set_staff_active(
     tests.project_id(''Ink''), tests.user_id(''ben''), true)')
) as k (what, key, act);

-- A row says by which elevation it was written, and no more once somebody needed none.
select isnt_empty(
  $$ select from public.appointments where starts_at = '2027-04-01'
       and elevation_id is not null $$,
  'F60: a booking made with the code names the elevation');
select is(
  array(
    select t.name from (values
      ('appointments', (select count(*) from public.appointments as r
        where r.elevation_id is not null)),
      ('artists', (select count(*) from public.artists as r
        where r.elevation_id is not null)),
      ('portfolio_items', (select count(*) from public.portfolio_items as r
        where r.elevation_id is not null)),
      ('stock_items', (select count(*) from public.stock_items as r
        where r.elevation_id is not null))
    ) as t (name, stamped) where t.stamped > 0 order by 1),
  array['appointments', 'artists', 'portfolio_items', 'stock_items'],
  'F60: a row of every other table made with the code names the elevation');

-- a client who goes -------------------------------------------------------------------
select tests.authenticate_as('ann');
delete from public.clients where full_name = 'Clio';
select tests.clear_authentication();
select tests.flush();
select set_eq(
  $$ select l.event from stagedoor_audit.leaves as l
     where l.event in ('client_consent.deleted', 'client_note.deleted') $$,
  array['client_consent.deleted', 'client_note.deleted'],
  'F47: a consent that goes with its client leaves an event');

-- No request deletes an item: the owner of the database does.
delete from public.stock_items where name = 'Lids';
select tests.flush();
select is(
  (select count(*) from stagedoor_audit.leaves as l where l.event = 'stock_item.deleted'),
  1::bigint, 'F60: an item that is deleted leaves an event');

-- a studio that goes --------------------------------------------------------------------
select tests.create_project('Gone');
insert into public.clients (project_id, full_name) values (tests.project_id('Gone'), 'Cleo');
insert into public.studio_settings (project_id, key, value)
values (tests.project_id('Gone'), 'hours', '9');
select stagedoor_studio.import_master_code(tests.project_id('Gone'),
  '$2a$10$k87L/MF28Q673VKh8/cPi.SUl7MU/rWuSiIDDFayrKk/1tBsSQu4u');
create temporary table gone as select tests.project_id('Gone') as id;
select tests.flush();
delete from stagedoor.scopes as s where s.id = (select id from gone);
select tests.flush();
select set_eq(
  $$ select e.event from stagedoor.get_audit_events((select id from gone), 1000, null, null)
       as e $$,
  array['scope.created', 'client.created', 'studio_setting.created', 'secret.set',
    'master_code.rotated', 'secret.removed', 'scope.deleted'],
  'F60: clients, settings and code of a deleted studio go without events'
);

-- nothing changed ------------------------------------------------------------------------
insert into public.clients (id, project_id, full_name)
values (pg_temp.id('iris'), tests.project_id('Ink'), 'Iris');
select tests.flush();
select is_empty(
  $$ select l.event from pg_temp.log_of('ann',
       'update public.clients set full_name = full_name where id = pg_temp.id(''iris'')') as l $$,
  'F60: an update that changes no column is no event');
select results_eq(
  $$ select l.event from pg_temp.log_of('ann',
       'update public.clients set full_name = ''Ida'' where id = pg_temp.id(''iris'')') as l $$,
  array['client.changed'], 'F60: an update that changes a column is one event (control)');

-- the code itself ------------------------------------------------------------------------
-- What an elevation did is committed before it ends, and a new code ends it: whoever has
-- the right behind the code alone cannot change the code.
select tests.authenticate_as('sam', 'aal1', pg_temp.session('sam'));
select public.set_master_code(tests.project_id('Ink'), 'another code');
select tests.clear_authentication();
select throws_ok($$ select tests.flush() $$, '42501', null,
  'F61: a user does not change the code by the code');

select tests.clear_authentication();
delete from public.portfolio_items where id = pg_temp.id('piece');
select is((select count(*) from stagedoor.event_queue as q
    where q.event = 'portfolio_item.deleted'), 1::bigint,
  'F60: a piece that is deleted is an event');

select * from finish();
rollback;
