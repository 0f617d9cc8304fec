-- Their scopes: rows of an adopter's table are scopes, with the same ids, and stay so.

create function stagedoor.check_tracked_scopes(
  p_table regclass, p_scope_type text, p_id name, p_parent name, p_archived name
)
returns void
language plpgsql
stable
set search_path = ''
as $$
declare
  v_parent_type pg_catalog.text;
begin
  perform stagedoor.require_table(p_table);
  perform stagedoor.refuse_children(p_table);
  select t.parent_type into v_parent_type
  from stagedoor.scope_types as t
  where t.scope_type = p_scope_type;
  if not found then
    raise invalid_parameter_value using
      message = format('There is no scope type %s', coalesce(p_scope_type, 'null')),
      hint = 'There are: ' || (
        select string_agg(t.scope_type, ', ' order by t.position)
        from stagedoor.scope_types as t);
  elsif (p_parent is null) <> (v_parent_type is null) then
    raise invalid_parameter_value using
      message = case when v_parent_type is null
        then format('A %s stands at the top and has no parent', p_scope_type)
        else format('A %s stands under a %s: name the column of its parent',
          p_scope_type, v_parent_type) end;
  end if;

  perform stagedoor.require_column(p_table, p_id, array[
    'uuid', 'bigint', 'integer', 'smallint', 'text', 'character varying']);
  if not exists (
    select
    from pg_catalog.pg_index as i
    join pg_catalog.pg_attribute as a
      on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
    where i.indrelid = p_table
      and a.attname = p_id
      and i.indnkeyatts = 1
      and i.indisunique
      and i.indpred is null
  ) and (select c.relkind from pg_catalog.pg_class as c where c.oid = p_table) = 'r' then
    raise invalid_parameter_value using
      message = format('%s.%I is not unique', p_table, p_id),
      hint = 'Name the primary key, or a column with a unique constraint.';
  end if;
  if p_archived is not null then
    perform stagedoor.require_column(p_table, p_archived);
  end if;
end;
$$;

comment on function stagedoor.check_tracked_scopes is
'Refuse a table whose rows cannot be scopes of a type. Raises 22023.';

create function stagedoor.track_scopes(
  table_name regclass,
  scope_type text,
  id         name default 'id',
  parent     name default null,
  name       name default null,
  archived   name default null
)
returns table (step text, "rows" bigint, warning text)
language plpgsql
volatile
set search_path = ''
set lock_timeout = '5s'
as $$
#variable_conflict use_column
declare
  v_table    constant pg_catalog.regclass := track_scopes.table_name;
  v_type     constant pg_catalog.text := track_scopes.scope_type;
  v_tracked  stagedoor.tracked_tables;
  v_sql      pg_catalog.text;
begin
  perform stagedoor.check_tracked_scopes(
    v_table, v_type, track_scopes.id, track_scopes.parent, track_scopes.archived);
  if track_scopes.name is not null then
    perform stagedoor.require_column(v_table, track_scopes.name);
  end if;

  v_tracked.table_name := v_table;
  v_tracked.kind := 'scopes';
  v_tracked.scope_type := v_type;
  v_tracked.scope_column := track_scopes.id;
  v_tracked.parent_column := track_scopes.parent;
  v_tracked.name_column := track_scopes.name;
  v_tracked.archived_column := track_scopes.archived;
  v_tracked.role_map := '{}';
  v_tracked.name_map := '{}';
  if track_scopes.parent is not null then
    select f.refers_to, f.refers_column into v_tracked.refers_to, v_tracked.refers_column
    from stagedoor.find_reference(v_table, track_scopes.parent) as f;
  end if;

  execute format('lock table %s in share row exclusive mode', v_table);
  -- Keys of another type get a uuid beside them, which is what policies compare.
  if stagedoor.require_column(v_table, track_scopes.id)
    <> 'pg_catalog.uuid'::pg_catalog.regtype
  then
    v_tracked.scope_column := 'stagedoor_scope_id';
    if not exists (
      select from pg_catalog.pg_attribute as a
      where a.attrelid = v_table and a.attname = v_tracked.scope_column
        and not a.attisdropped
    ) then
      execute format(
        'alter table %s add column %I pg_catalog.uuid not null default gen_random_uuid()',
        v_table, v_tracked.scope_column);
      if (select c.relkind from pg_catalog.pg_class as c where c.oid = v_table) = 'r' then
        execute format('alter table %s add unique (%I)', v_table, v_tracked.scope_column);
      end if;
    end if;
  end if;

  delete from stagedoor.tracked_tables as t
  where t.table_name = v_table and t.kind = 'scopes' and t is distinct from v_tracked;
  insert into stagedoor.tracked_tables select v_tracked.*
  on conflict on constraint tracked_tables_pkey do nothing;
  perform stagedoor.hang_tracking(
    v_table, 'stagedoor.tg_any__track_scope'::pg_catalog.regproc, 'scopes');

  v_sql := stagedoor.tracked_scopes_sql(v_tracked, v_table::pg_catalog.text);
  return query select * from stagedoor.fill_tracked_scopes(v_tracked, v_sql);
end;
$$;

comment on function stagedoor.track_scopes is
'Let the rows of a table be scopes, with the same ids (F130).

For the owner of the database; run again it fills in what is missing. table_name: the table;
scope_type: organization, project, department or a type of your own; id: its key (a uuid is
the id of the scope; beside another the column stagedoor_scope_id is added); parent: the
column that names the scope above; name: what people read; archived: a moment or a boolean.
Gives no access to anybody. Deleting a row archives its scope. Answers what it did, row by
row. Raises 22023 for what is not there or not of the right type, 23505 for an id that is a
scope of another type.';

create function stagedoor.fill_tracked_scopes(
  p_tracked stagedoor.tracked_tables, p_sql text
)
returns table (step text, "rows" bigint, warning text)
language plpgsql
volatile
set search_path = ''
as $$
#variable_conflict use_column
declare
  v_count bigint;
begin
  execute format(
    'select count(*) from (%s) as r join stagedoor.scopes as s on s.id = r.id
     where s.scope_type <> $1', p_sql)
  into v_count using p_tracked.scope_type;
  if v_count > 0 then
    raise unique_violation using
      message = format('%s ids of %s are scopes of another type', v_count,
        p_tracked.table_name),
      detail = '{"error_code":"FORMER_SCOPE"}';
  end if;

  execute format(
    'insert into stagedoor.scopes (id, scope_type, parent_id, name, archived_at)
     select r.id, $1, r.parent_id, r.name, case when r.is_archived
       then stagedoor.instant() end
     from (%s) as r
     where ($2 or r.parent_id is not null)
       and not exists (select from stagedoor.scopes as s where s.id = r.id)', p_sql)
  using p_tracked.scope_type, p_tracked.parent_column is null;
  get diagnostics v_count = row_count;
  return query select 'created', v_count, null::pg_catalog.text;

  execute format(
    'update stagedoor.scopes as s
     set name = r.name, parent_id = r.parent_id,
         archived_at = case when r.is_archived then coalesce(s.archived_at,
           stagedoor.instant())
           end
     from (%s) as r
     where s.id = r.id
       and ($1 or r.parent_id is not null)
       and (s.name <> r.name or s.parent_id is distinct from r.parent_id
         or (s.archived_at is not null) <> r.is_archived)', p_sql)
  using p_tracked.parent_column is null;
  get diagnostics v_count = row_count;
  return query select 'changed', v_count, null::pg_catalog.text;

  execute format(
    'select count(*) from (%s) as r where not $1 and r.parent_id is null', p_sql)
  into v_count using p_tracked.parent_column is null;
  return query select 'without a parent', v_count, case when v_count > 0 then format(
    'They become scopes when %I names one.', p_tracked.parent_column) end;

  execute format('select count(*) from (%s) as r', p_sql) into v_count;
  return query select 'rows', v_count, null::pg_catalog.text;
end;
$$;

comment on function stagedoor.fill_tracked_scopes is
'Make scopes of the rows that a table has, and correct those that are.

p_sql: as tracked_scopes_sql says it. Answers counts.';

-- Privileges. For the owner of the database.

revoke all on function
  stagedoor.check_tracked_scopes,
  stagedoor.track_scopes,
  stagedoor.fill_tracked_scopes
from public, anon, authenticated, service_role;
