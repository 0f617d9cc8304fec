-- What studio's tables record by themselves. Whoever lifts a guard does not lift the
-- record: a row that nobody may change is recorded when it changes all the same.
begin;
select plan(37);

-- The cast: Ink has the artists Art and Bea, the clients Cy and Di, and a visit.
select tests.create_project(p) from unnest(array['Ink', 'Bone']) as p;
create function pg_temp.id(p_what text) returns uuid
language sql immutable as $$ select md5('studio ' || p_what)::uuid $$;
create temporary table studio_tables as
select c.relname::text as name, c.oid::regclass as oid
from pg_class as c
where c.relnamespace = 'stagedoor_studio'::regnamespace and c.relkind = 'r'
  or c.oid = any (
    select format('public.%I', n)::regclass
    from unnest(array['appointments', 'artists', 'cash_closes', 'client_consents',
      'client_notes', 'clients', 'portfolio_items', 'stock_items', 'stock_movements',
      'studio_settings', 'studio_transactions']) as n);
do $$
declare
  v_table regclass;
begin
  for v_table in select t.oid from studio_tables as t loop
    execute format('alter table %s disable trigger user', v_table);
  end loop;
  for v_table in
    select t.oid from studio_tables as t join pg_trigger as g on g.tgrelid = t.oid
    where g.tgname = '_900_record'
  loop
    execute format('alter table %s enable always trigger _900_record', v_table);
  end loop;
end;
$$;
insert into public.artists (id, project_id, display_name)
select pg_temp.id(n), tests.project_id('Ink'), n from unnest(array['Art', 'Bea']) as n;
insert into public.clients (id, project_id, full_name)
select pg_temp.id(n), tests.project_id('Ink'), n from unnest(array['Cy', 'Di']) as n;
insert into public.appointments (id, project_id, artist_id, client_id, starts_at, ends_at)
values (pg_temp.id('visit'), tests.project_id('Ink'), pg_temp.id('Art'), pg_temp.id('Cy'),
  '2030-01-01 10:00+00', '2030-01-01 11:00+00');

-- A row of each table, and what changes in it, column by column.
create temporary table lives (
  place integer generated always as identity, name text, noun text, base jsonb,
  changes jsonb, verbs text[] default '{created,changed,deleted}');
insert into lives (name, noun, base, changes) values
  ('appointments', 'appointment', jsonb_build_object('artist_id', pg_temp.id('Art'),
    'starts_at', '2030-02-01 10:00+00', 'ends_at', '2030-02-01 12:00+00'),
    jsonb_build_object('artist_id', pg_temp.id('Bea'), 'client_id', pg_temp.id('Di'),
    'starts_at', '2030-02-01 09:00+00', 'ends_at', '2030-02-01 11:00+00',
    'service', 'Swallow', 'price', 90)),
  ('client_consents', 'client_consent', jsonb_build_object(
    'appointment_id', pg_temp.id('visit'), 'client_id', pg_temp.id('Cy'),
    'form', '{"agreed": true}'::jsonb), '{"form": {"agreed": false}}'),
  ('client_notes', 'client_note', jsonb_build_object(
    'appointment_id', pg_temp.id('visit'), 'client_id', pg_temp.id('Cy'), 'text', 'a'),
    '{"text": "b"}'),
  ('clients', 'client', '{"full_name": "Eve"}', '{"full_name": "Eva"}'),
  ('portfolio_items', 'portfolio_item', jsonb_build_object(
    'artist_id', pg_temp.id('Art'), 'title', 'Rose'), '{"title": "Thorn"}'),
  ('stock_items', 'stock_item', '{"name": "Caps"}', jsonb_build_object('name', 'Lids',
    'sku', 'L-1', 'unit', 'pair', 'price', 5, 'reorder_level', 2, 'is_active', false,
    'project_id', tests.project_id('Bone'))),
  ('studio_settings', 'studio_setting', '{"key": "colour", "value": "red"}',
    '{"value": "blue"}');
insert into lives (name, noun, base, changes, verbs) values
  -- add_artist says that one came; none goes but with the studio.
  ('artists', 'artist', '{}', '{"display_name": "Asher", "bio": "Lines"}', '{changed}'),
  -- A sale stays as it is. What is given back is recorded by its call.
  ('studio_transactions', 'sale', '{"amount": 5, "business_day": "2030-01-02"}', '{}',
    '{created}');
insert into public.artists (id, project_id, display_name)
values (pg_temp.id('told'), tests.project_id('Ink'), 'Ash');
alter table lives add row_key jsonb;
update lives set row_key = case when name = 'studio_settings' then base - 'value'
  else jsonb_build_object('id', pg_temp.id('told')) end;

create function pg_temp.events_of(p_statement text) returns text[]
language plpgsql as $$
declare
  v_last bigint := coalesce((select max(q.id) from stagedoor.event_queue as q), 0);
begin
  execute p_statement;
  return array(select q.event from stagedoor.event_queue as q where q.id > v_last);
end;
$$;
create temporary table steps as
select l.place, s.turn, s.statement, l.noun || '.' || s.verb as event,
  format('the log knows that a row of %s is %s (F62)', l.name,
    concat_ws(' in ', s.verb, s.column_name)) as title
from lives as l
join studio_tables as t using (name)
cross join lateral (
  select l.base || l.row_key || jsonb_build_object('project_id', tests.project_id('Ink'))
    as made
) as m
cross join lateral (
  select 1 as turn, 'created' as verb, null as column_name, format('insert into %1$s (%2$s)
    select %2$s from jsonb_populate_record(null::%1$s, %3$L)', t.oid,
    (select string_agg(format('%I', c), ', ') from jsonb_object_keys(m.made) as c),
    m.made) as statement
  union all
  select 1 + c.turn, 'changed', c.key, format('update %1$s as t set %2$I =
    (jsonb_populate_record(null::%1$s, %3$L)).%2$I where to_jsonb(t) @> %4$L', t.oid,
    c.key, l.changes, l.row_key)
  from jsonb_each(l.changes) with ordinality as c (key, value, turn)
  union all
  select 99, 'deleted', null,
    format('delete from %s as t where to_jsonb(t) @> %L', t.oid, l.row_key)
) as s
where s.verb = any (l.verbs);
select is(pg_temp.events_of(s.statement), array[s.event], s.title)
from steps as s order by s.place, s.turn;
select set_eq(
  $$ select name from lives $$,
  $$ select t.name from studio_tables as t join pg_trigger as g on g.tgrelid = t.oid
     where g.tgname = '_900_record' $$,
  'every table of the studio that is recorded is tried here');
select set_eq(
  $$ select t.name from studio_tables as t
     where not exists (
       select from pg_trigger as g where g.tgrelid = t.oid and g.tgname = '_900_record') $$,
  array['cash_closes', 'stock_movements', 'switched_off'],
  'every table of the studio is recorded, or written by calls that record (F62)');

select * from finish();
rollback;
