-- House rules of the studio: which columns of its tables are granted to whom.
begin;
select plan(3);

create temporary table studio_tables as
select t.name, format('public.%I', t.name)::regclass as oid
from unnest(array['appointments', 'artists', 'cash_closes', 'client_consents',
  'client_notes', 'clients', 'portfolio_items', 'stock_items', 'stock_movements',
  'studio_settings', 'studio_transactions']) as t (name);

-- Who may write which columns, whether they are granted one by one or with their table.
create temporary view written as
select
  t.name, r.role, p.privilege,
  string_agg(a.attname, ' ' order by a.attnum) filter (
    where has_column_privilege(r.role, t.oid, a.attnum, p.privilege)) as columns
from studio_tables as t
cross join unnest(array['anon', 'authenticated', 'service_role']) as r (role)
cross join unnest(array['insert', 'update']) as p (privilege)
join pg_attribute as a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
group by t.name, r.role, p.privilege;

select set_eq(
  $$ select w.name, w.privilege, w.columns from written as w
     where w.role = 'authenticated' and w.columns is not null $$,
  $$ values
    ('appointments', 'insert',
      'project_id artist_id client_id starts_at ends_at service price'),
    ('appointments', 'update', 'artist_id client_id starts_at ends_at service price'),
    ('artists', 'update', 'display_name bio'),
    ('clients', 'insert', 'project_id full_name email phone_number born_on remarks'),
    ('clients', 'update', 'full_name email phone_number born_on remarks'),
    ('portfolio_items', 'insert',
      'project_id artist_id title caption image_path is_shown'),
    ('portfolio_items', 'update', 'title caption image_path is_shown'),
    ('stock_items', 'insert',
      'project_id name sku unit price reorder_level is_active'),
    ('stock_items', 'update', 'name sku unit price reorder_level is_active'),
    ('studio_settings', 'insert', 'project_id key value'),
    ('studio_settings', 'update', 'project_id key value') $$,
  'whoever is signed in writes these columns of a studio and no others: who owns a row, its '
  'status, its elevation and all money are written by calls (F62)'
);
select set_eq(
  $$ select w.name, w.privilege, w.columns from written as w
     where w.role = 'service_role' and w.columns is not null $$,
  $$ select w.name, w.privilege, w.columns from written as w
     where w.role = 'authenticated' and w.columns is not null
     union all
     values ('studio_transactions', 'insert', 'project_id artist_id appointment_id '
       'client_id amount method description business_day') $$,
  'the service key writes the same columns, and enters transactions for a till (F62)'
);
select set_eq(
  $$ select t.name, r.role from studio_tables as t
     cross join unnest(array['anon', 'authenticated', 'service_role']) as r (role)
     where has_table_privilege(r.role, t.oid, 'delete') $$,
  $$ values
    ('clients', 'authenticated'), ('clients', 'service_role'),
    ('studio_settings', 'authenticated'), ('studio_settings', 'service_role') $$,
  'clients and settings are deleted by hand, and nothing else of a studio is (F62)'
);

select * from finish();
rollback;
