-- House rules of the theatre: which columns of its tables are granted to whom.
begin;
select plan(4);

create temporary table theatre_tables as
select t.name, format('public.%I', t.name)::regclass as oid
from unnest(array['crew_profiles', 'crew_relationships', 'delegable_columns',
  'department_details', 'department_members', 'departments', 'element_departments',
  'element_types', 'job_titles', 'ownership_transfers', 'script_delegations',
  'script_elements', 'script_shares', 'scripts', 'share_accesses', 'show_assignments',
  'show_departments', 'show_events', 'show_scripts', 'show_venues', 'shows',
  'venue_details', 'venues']) as t (name);

-- Who may use which columns, whether they are granted one by one or with their table.
create temporary view used as
select
  t.name, r.role, p.privilege,
  string_agg(a.attname, ' ' order by a.attnum) filter (
    where has_column_privilege(r.role, t.oid, a.attnum, p.privilege)) as columns,
  bool_and(has_column_privilege(r.role, t.oid, a.attnum, p.privilege)) as is_whole
from theatre_tables as t
cross join unnest(array['anon', 'authenticated', 'service_role']) as r (role)
cross join unnest(array['select', 'insert', 'update']) as p (privilege)
join pg_attribute as a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
group by t.name, r.role, p.privilege;

select set_eq(
  $$ select u.role, u.name, u.privilege, u.columns from used as u
     where u.privilege <> 'select' and u.columns is not null $$,
  $$ select 'authenticated', w.* from (values
    ('crew_profiles', 'insert', 'user_role custom_title'),
    ('crew_profiles', 'update', 'user_role custom_title'),
    ('department_details', 'update', 'initials color description notes'),
    ('department_members', 'insert', 'department_id user_id'),
    ('departments', 'insert', 'organization_id name'),
    ('departments', 'update', 'name'),
    ('element_departments', 'insert', 'script_id element_id department_id'),
    ('script_elements', 'insert', 'script_id rank element_type department_id cue_number '
      'call text notes offset_ms duration_ms priority parent_element_id is_private'),
    ('script_elements', 'update', 'rank element_type department_id cue_number call text '
      'notes offset_ms duration_ms priority parent_element_id is_private'),
    ('scripts', 'insert', 'organization_id title audience notes starts_at ends_at'),
    ('scripts', 'update', 'title audience notes starts_at ends_at'),
    ('show_assignments', 'insert', 'project_id user_id kind user_role custom_title '
      'department_id valid_from valid_until'),
    ('show_assignments', 'update', 'kind user_role custom_title department_id valid_from '
      'valid_until'),
    ('show_departments', 'insert', 'project_id department_id'),
    ('show_events', 'insert', 'project_id title starts_at ends_at venue_id notes'),
    ('show_events', 'update', 'title starts_at ends_at venue_id notes'),
    ('show_scripts', 'insert', 'project_id script_id'),
    ('show_venues', 'insert', 'project_id venue_id'),
    ('shows', 'update', 'title opens_on closes_on'),
    ('venue_details', 'update',
      'address contact_name contact_email contact_phone configuration notes'),
    ('venues', 'insert', 'organization_id name city capacity'),
    ('venues', 'update', 'name city capacity')) as w (name, privilege, columns) $$,
  'a user writes these columns of the theatre and no others: the owner, the place and the '
  'revision of a row are written by triggers and calls (F68, F69, F70)'
);
select set_eq(
  $$ select u.role, u.name from used as u
     where u.privilege = 'select' and u.columns is not null
       and (u.is_whole or u.role <> 'authenticated') $$,
  $$ select r.role, t.name from theatre_tables as t
     cross join unnest(array['authenticated', 'service_role']) as r (role)
     where r.role = 'service_role'
       or t.name not in ('crew_relationships', 'departments', 'venues') $$,
  'a user and the service key read the tables of the theatre, and anon reads none'
);
select set_eq(
  $$ select u.name, u.columns from used as u
     where u.privilege = 'select' and u.columns is not null and not u.is_whole $$,
  $$ values
    ('crew_relationships', 'relationship_id manager_user_id crew_user_id is_active '
      'accepted_at manager_left_at crew_left_at date_created date_updated'),
    ('departments', 'id name'),
    ('venues', 'id name city capacity') $$,
  'a user reads no notes on a relationship, and of a place what everybody there may know '
  '(F67)'
);
select set_eq(
  $$ select t.name, r.role from theatre_tables as t
     cross join unnest(array['anon', 'authenticated', 'service_role']) as r (role)
     where has_table_privilege(r.role, t.oid, 'delete') $$,
  $$ select w.name, 'authenticated' from unnest(array['department_members', 'departments',
       'element_departments', 'script_elements', 'scripts', 'show_assignments',
       'show_events', 'show_scripts', 'show_venues', 'venues']) as w (name) $$,
  'a user deletes rows of these tables of the theatre by hand, and the service key none '
  '(F68)'
);

select * from finish();
rollback;
