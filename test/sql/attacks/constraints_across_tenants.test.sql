-- Attacks: asking a constraint what a policy hides. A unique or exclusion constraint is looked
-- at before the foreign key, and answers for rows of every tenant that it spans (F21, P13).
begin;
select plan(3);

-- Every unique and exclusion constraint of a table that requests write, with its columns,
-- those within expressions included.
create temporary view unique_rules as
select
  i.indexrelid::regclass::text as rule, t.oid as table_id,
  array(
    select a.attname::text
    from pg_depend as d
    join pg_attribute as a on a.attrelid = t.oid and a.attnum = d.refobjsubid
    where d.objid in (i.indexrelid, coalesce(c.oid, i.indexrelid))
      and d.refobjid = t.oid and d.refobjsubid > 0
    union
    select a.attname::text
    from pg_attribute as a
    where a.attrelid = t.oid and a.attnum = any (i.indkey::smallint[])
  ) as columns
from pg_index as i
join pg_class as t on t.oid = i.indrelid
left join pg_constraint as c on c.conindid = i.indexrelid and c.conrelid = t.oid
where t.relnamespace = 'public'::regnamespace
  and (i.indisunique or i.indisexclusion);
-- One that a request can meet: it writes a column of it.
create temporary view met_rules as
select u.*
from unique_rules as u
where exists (
  select from unnest(u.columns) as k
  where has_column_privilege('authenticated', u.table_id, k, 'insert')
    or has_column_privilege('authenticated', u.table_id, k, 'update'));

select is_empty(
  $$ select m.rule
     from met_rules as m
     left join stagedoor.protected_tables as p on p.table_name::regclass = m.table_id
     where not coalesce(p.scope_column, 'project_id') = any (m.columns)
       -- Or what a row hangs on, which its policy looks at.
       and not m.columns && array[
         'project_id', 'owner_id', 'script_id', 'organization_id', 'department_id'] $$,
  'P13: no unique or exclusion rule that a request meets spans tenants');
select is_empty(
  $$ select a.attrelid::regclass
     from pg_attribute as a
     join pg_class as t on t.oid = a.attrelid
     where t.relnamespace = 'public'::regnamespace and t.relkind = 'r' and a.attname = 'id'
       and (has_column_privilege('authenticated', t.oid, a.attnum, 'insert')
         or has_column_privilege('authenticated', t.oid, a.attnum, 'update')) $$,
  'P13: no request chooses the id of a row, which another tenant may have');
select is_empty(
  $$ select c.conname
     from pg_constraint as c
     join pg_class as t on t.oid = c.conrelid
     where t.relnamespace = 'stagedoor'::regnamespace
       and has_any_column_privilege('authenticated', t.oid, 'insert, update') $$,
  'P13: no request writes a table of the engine, whose rules span tenants');

select * from finish();
rollback;
