-- The tables of two studios: what is written without a condition stops at one's own, and
-- nothing is put into the other.
begin;
select plan(45);

-- The cast: Ann runs Ink, and Ash is at its desk. Mal runs Bone and is nobody at Ink.
select tests.create_user(name) from unnest(array['ann', 'ash', 'mal']) as name;
select tests.create_project(p) from unnest(array['Ink', 'Bone']) as p;
select tests.grant_role('ann', 'Ink', 'admin');
select tests.grant_role('ash', 'Ink', 'assistant');
select tests.grant_role('mal', 'Bone', 'admin');

create function pg_temp.id(p_project text) returns uuid
language sql immutable as $$ select md5('a row of ' || p_project)::uuid $$;

insert into public.artists (id, project_id, display_name)
select pg_temp.id(p), tests.project_id(p), p from unnest(array['Ink', 'Bone']) as p;
insert into public.clients (id, project_id, full_name)
select pg_temp.id(p), tests.project_id(p), p from unnest(array['Ink', 'Bone']) as p;
insert into public.appointments (project_id, artist_id, service, starts_at, ends_at)
select tests.project_id(p), pg_temp.id(p), p, '2027-03-01 10:00+00', '2027-03-01 12:00+00'
from unnest(array['Ink', 'Bone']) as p;
insert into public.portfolio_items (project_id, artist_id, title)
select tests.project_id(p), pg_temp.id(p), p from unnest(array['Ink', 'Bone']) as p;
insert into public.stock_items (id, project_id, name)
select pg_temp.id(p), tests.project_id(p), p from unnest(array['Ink', 'Bone']) as p;
insert into public.stock_movements
  (project_id, stock_item_id, kind, change, quantity_after, reason)
select tests.project_id(p), pg_temp.id(p), 'cycle_count', 0, 0, p
from unnest(array['Ink', 'Bone']) as p;
insert into public.studio_settings (project_id, key, value)
select tests.project_id(p), 'greeting', to_jsonb(p) from unnest(array['Ink', 'Bone']) as p;
insert into public.studio_transactions (project_id, amount, description)
select tests.project_id(p), 5, p from unnest(array['Ink', 'Bone']) as p;
insert into public.cash_closes (project_id, business_day, expected, counted)
select tests.project_id(p), '2026-01-01', 0, 0 from unnest(array['Ink', 'Bone']) as p;

create temporary table tables (name, label) as
values
  ('artists', 'display_name'), ('clients', 'full_name'), ('appointments', 'service'),
  ('portfolio_items', 'title'), ('stock_items', 'name'), ('stock_movements', 'reason'),
  ('studio_settings', 'value #>> ''{}'''), ('studio_transactions', 'description'),
  ('cash_closes', 'case project_id when tests.project_id(''Bone'') then ''Bone''
    else ''Ink'' end');
grant select on tables to authenticated;

-- reading ---------------------------------------------------------------------------
select tests.authenticate_as('mal');
select results_eq(
  format('select %s from public.%I', t.label, t.name), array['Bone'],
  format('F86: the admin of one studio reads no %s of another', t.name))
from tables as t;
select tests.authenticate_as('ann');
select results_eq(
  format('select %s from public.%I', t.label, t.name), array['Ink'],
  format('F62: an admin reads only their own %s', t.name))
from tables as t;

-- putting in ------------------------------------------------------------------------
create temporary table entries (name, entry) as
values
  ('clients', '(project_id, full_name) values (tests.project_id(''{p}''), ''New'')'),
  ('appointments', '(project_id, artist_id, starts_at, ends_at)
     values (tests.project_id(''{p}''), pg_temp.id(''{p}''), ''2027-04-01'',
       ''2027-04-02'')'),
  ('portfolio_items', '(project_id, artist_id, title)
     values (tests.project_id(''{p}''), pg_temp.id(''{p}''), ''New'')'),
  ('stock_items', '(project_id, name) values (tests.project_id(''{p}''), ''New'')'),
  ('studio_settings', '(project_id, key, value)
     values (tests.project_id(''{p}''), ''new'', ''1'')');
grant select on entries to authenticated;
select tests.authenticate_as('mal');
select throws_ok(
  format('insert into public.%I %s', e.name, replace(e.entry, '{p}', 'Ink')), '42501', null,
  format('F86: an admin puts no %s into another studio', e.name))
from entries as e;
select lives_ok(
  format('insert into public.%I %s', e.name, replace(e.entry, '{p}', 'Bone')),
  format('F62: an admin puts %s into their own studio (control)', e.name))
from entries as e;

-- changing and taking away ------------------------------------------------------------
-- Without a condition and without an answer no row is read, so that nothing but the policy
-- for writing stands between the studios.
create temporary table changes (name, change) as
values
  ('artists', 'update public.artists set bio = ''Mine'''),
  ('clients', 'update public.clients set remarks = ''Mine'''),
  ('appointments', 'update public.appointments set price = 1'),
  ('portfolio_items', 'update public.portfolio_items set caption = ''Mine'''),
  ('stock_items', 'update public.stock_items set unit = ''bone'''),
  ('studio_settings', 'update public.studio_settings set value = ''"Mine"''');
grant select on changes to authenticated;

create function pg_temp.state(p_project text) returns text
language sql stable as $$
  select concat_ws(E'\n',
    (select string_agg(t::text, ',' order by t.id) from public.artists as t
     where t.project_id = tests.project_id(p_project)),
    (select string_agg(t::text, ',' order by t.id) from public.clients as t
     where t.project_id = tests.project_id(p_project)),
    (select string_agg(t::text, ',' order by t.id) from public.appointments as t
     where t.project_id = tests.project_id(p_project)),
    (select string_agg(t::text, ',' order by t.id) from public.portfolio_items as t
     where t.project_id = tests.project_id(p_project)),
    (select string_agg(t::text, ',' order by t.id) from public.stock_items as t
     where t.project_id = tests.project_id(p_project)),
    (select string_agg(t::text, ',' order by t.key) from public.studio_settings as t
     where t.project_id = tests.project_id(p_project)))
$$;
select tests.clear_authentication();
create temporary table before as
select pg_temp.state('Ink') as ink, pg_temp.state('Bone') as bone;

select tests.authenticate_as('mal');
select lives_ok(c.change,
  format('F62: an update of all %s succeeds', c.name)) from changes as c;
select lives_ok($$ delete from public.studio_settings $$,
  'F62: a deletion of all settings succeeds');
select lives_ok($$ delete from public.clients $$,
  'F62: a deletion of all clients succeeds');
select tests.clear_authentication();
select is(pg_temp.state('Ink'), (select ink from before),
  'F86: a change of all rows stops at one''s own studio');
select results_eq(
  $$ select a.bio, p.caption, i.unit, b.price
     from public.artists as a
     join public.portfolio_items as p on p.project_id = a.project_id
     join public.stock_items as i on i.project_id = a.project_id
     join public.appointments as b on b.project_id = a.project_id
     where a.project_id = tests.project_id('Bone') group by 1, 2, 3, 4 $$,
  $$ values ('Mine', 'Mine', 'bone', 1::numeric(14, 2)) $$,
  'F62: all rows of one''s own studio are changed'
);
select is_empty(
  $$ select project_id from public.clients where project_id = tests.project_id('Bone')
     union all
     select project_id from public.studio_settings
     where project_id = tests.project_id('Bone') $$,
  'F62: all deleted rows of one''s own studio are gone'
);

-- The desk may neither change nor delete settings of its own studio.
select tests.authenticate_as('ash');
select lives_ok($$ update public.studio_settings set value = '"Mine"' $$,
  'F62: an update of settings by an assistant raises no error');
select lives_ok($$ delete from public.studio_settings $$,
  'F62: a deletion of settings by an assistant raises no error');
select lives_ok($$ update public.artists set bio = 'Mine' $$,
  'F62: an update of profiles by an assistant raises no error');
select lives_ok($$ update public.portfolio_items set caption = 'Mine' $$,
  'F62: an update of portfolio pieces by an assistant raises no error');
select lives_ok($$ delete from public.clients $$,
  'F59: a deletion of clients without the code raises no error');
select tests.clear_authentication();
select is(pg_temp.state('Ink'), (select ink from before),
  'F62: an assistant changes no row of these');

select * from finish();
rollback;
