-- Their scopes: rows of an adopter's table are scopes, with the same ids, and stay so.

create function stagedoor.tracked_name(p_name text, p_scope_type text, p_id uuid)
returns text
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads scope_types. A name of theirs is cut and cleaned, never refused.
  select case
    when cleaned.name ~ '[^\s\u00A0\u2000-\u200F\u2028-\u202F\u205F-\u206F\u3000\uFEFF]'
      then cleaned.name
    else (
      select left(t.label, 190) || ' ' || left(p_id::pg_catalog.text, 8)
      from stagedoor.scope_types as t
      where t.scope_type = p_scope_type)
  end
  from (
    select btrim(left(btrim(regexp_replace(p_name, '[[:cntrl:]]+', ' ', 'g')), 200)) as name
  ) as cleaned
$$;

comment on function stagedoor.tracked_name is
'The name of a scope from a name of any kind.

Cut after 200 characters, without control characters; blank, the type and the begin of the
id.';

create function stagedoor.tracked_scopes_sql(p_tracked stagedoor.tracked_tables, p_from text)
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads which column of a tracked table is the scope, which no request role may.
begin
  return format(
    'select t.%1$I as id, %2$s as parent_id, '
    'stagedoor.tracked_name(%3$s, %4$L, t.%1$I) as name, %5$s as is_archived '
    'from %6$s as t where t.%1$I is not null',
    p_tracked.scope_column,
    stagedoor.scope_expression(
      p_tracked.parent_column, p_tracked.refers_to, p_tracked.refers_column),
    coalesce('t.' || quote_ident(p_tracked.name_column) || '::pg_catalog.text', 'null'),
    p_tracked.scope_type,
    case
      when p_tracked.archived_column is null then 'false'
      when exists (
        select
        from pg_catalog.pg_attribute as a
        where a.attrelid = p_tracked.table_name
          and a.attname = p_tracked.archived_column
          and a.atttypid = 'pg_catalog.bool'::pg_catalog.regtype
      ) then format('coalesce(t.%I, false)', p_tracked.archived_column)
      else format('t.%I is not null', p_tracked.archived_column)
    end,
    p_from);
end;
$$;

comment on function stagedoor.tracked_scopes_sql is
'A query of the scopes of rows: id, parent_id, name, is_archived.

p_from: the table, or a query of one row.';

create function stagedoor.insert_tracked_scope(
  p_scope_type text, p_id uuid, p_parent_id uuid, p_name text, p_is_archived boolean
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes scopes, which no request role may.
begin
  insert into stagedoor.scopes (id, scope_type, parent_id, name, archived_at)
  values (
    p_id, p_scope_type, p_parent_id, p_name,
    case when p_is_archived then stagedoor.instant() end)
  on conflict on constraint scopes_pkey do nothing;
  if not found then
    raise unique_violation using
      message = 'This id is or was the id of a scope',
      detail = json_build_object('error_code', 'FORMER_SCOPE', 'id', p_id),
      hint = 'Take a new id: what was granted at the old one would count again.';
  end if;
end;
$$;

comment on function stagedoor.insert_tracked_scope is
'Make a scope of a new row.

Raises 23505 for an id that was ever a scope: old grants would be revived (F130).';

create function stagedoor.archive_tracked_scope(p_scope_id uuid, p_is_archived boolean)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes scopes, which no request role may. A person needs what the calls need; what goes
-- with its archived parent, by a cascade, needs nothing more.
declare
  v_scope stagedoor.scopes;
begin
  select s.* into v_scope from stagedoor.scopes as s where s.id = p_scope_id;
  if v_scope.id is null or (v_scope.archived_at is not null) = p_is_archived then
    return;
  end if;
  if not stagedoor.is_request()
    or (p_is_archived and v_scope.is_archived and pg_trigger_depth() > 1)
  then
    update stagedoor.scopes as s
    set archived_at = case when p_is_archived then stagedoor.instant() end
    where s.id = p_scope_id;
  elsif p_is_archived then
    perform stagedoor.archive_scope(p_scope_id);
  else
    perform stagedoor.restore_scope(p_scope_id);
  end if;
end;
$$;

comment on function stagedoor.archive_tracked_scope is
'Archive or restore the scope of a row, under the guards of the calls.';

create function stagedoor.tg_any__track_scope()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes scopes, which no request role may. Whoever writes the row is asked for what moving,
-- archiving and restoring ask for; making and renaming is theirs, by their own policies.
declare
  v_tracked stagedoor.tracked_tables := stagedoor.tracked_table(tg_relid, 'scopes');
  v_sql     pg_catalog.text;
  v_old     pg_catalog.record;
  v_new     pg_catalog.record;
  v_scope   stagedoor.scopes;
begin
  if v_tracked.table_name is null or stagedoor.is_replaying() then
    return coalesce(new, old);
  end if;

  if tg_op = 'TRUNCATE' then
    if stagedoor.is_request() then
      perform stagedoor.raise_denied('service');
    end if;
    execute format(
      'update stagedoor.scopes as s set archived_at = stagedoor.instant()
       from %s as t where s.id = t.%I and s.archived_at is null',
      tg_relid::pg_catalog.regclass, v_tracked.scope_column);
    return null;
  end if;

  v_sql := stagedoor.tracked_scopes_sql(v_tracked, '(select ($1).*)');
  if tg_op <> 'INSERT' then
    execute v_sql into v_old using old;
  end if;
  if tg_op = 'DELETE' then
    perform stagedoor.archive_tracked_scope(v_old.id, true);
    return old;
  end if;
  execute v_sql into v_new using new;

  if tg_op = 'UPDATE' then
    if v_old is not distinct from v_new then
      return null;
    elsif v_old.id is distinct from v_new.id then
      raise check_violation using
        message = format('The id of a scope stays: %s.%I',
          v_tracked.table_name, v_tracked.scope_column);
    end if;
    select s.* into v_scope from stagedoor.scopes as s where s.id = v_new.id;
  end if;

  -- Without a parent that it needs, a row is no scope yet.
  if v_tracked.parent_column is not null and v_new.parent_id is null then
    perform stagedoor.archive_tracked_scope(v_scope.id, true);
    return null;
  elsif v_scope.id is null then
    perform stagedoor.insert_tracked_scope(
      v_tracked.scope_type, v_new.id, v_new.parent_id, v_new.name, v_new.is_archived);
    return null;
  end if;

  if v_scope.parent_id is distinct from v_new.parent_id then
    if stagedoor.is_request() then
      perform stagedoor.move_scope(v_scope.id, v_new.parent_id);
    else
      update stagedoor.scopes as s set parent_id = v_new.parent_id where s.id = v_scope.id;
    end if;
  end if;
  update stagedoor.scopes as s
  set name = v_new.name
  where s.id = v_scope.id and s.name <> v_new.name;
  if v_old.is_archived <> v_new.is_archived or v_old.parent_id is null then
    perform stagedoor.archive_tracked_scope(v_scope.id, v_new.is_archived);
  end if;
  return null;
end;
$$;

comment on function stagedoor.tg_any__track_scope is
'Keep the scope of a row as the row is (F130).

Deleting or emptying archives. Raises 42501 or PT404 as move_scope, archive_scope and
restore_scope do, 23505 for an id that was ever a scope, 23514 for an id that changes.';

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
      where a.attrelid = v_table and a.attname = v_tracked.scope_column and not a.attisdropped
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
     select r.id, $1, r.parent_id, r.name, case when r.is_archived then stagedoor.instant() end
     from (%s) as r
     where ($2 or r.parent_id is not null)
       and not exists (select from stagedoor.scopes as s where s.id = r.id)', p_sql)
  using p_tracked.scope_type, p_tracked.parent_column is null;
  get diagnostics v_count = row_count;
  return query select 'created', v_count, null::pg_catalog.text;

  execute format(
    'update stagedoor.scopes as s
     set name = r.name, parent_id = r.parent_id,
         archived_at = case when r.is_archived then coalesce(s.archived_at, stagedoor.instant())
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

-- Privileges. For definers and the owner of the database.

revoke all on function
  stagedoor.tracked_name,
  stagedoor.tracked_scopes_sql,
  stagedoor.insert_tracked_scope,
  stagedoor.archive_tracked_scope,
  stagedoor.tg_any__track_scope,
  stagedoor.check_tracked_scopes,
  stagedoor.track_scopes,
  stagedoor.fill_tracked_scopes
from public, anon, authenticated, service_role;
