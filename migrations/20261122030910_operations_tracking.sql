-- Tracking: what tables of an adopter have in common that become scopes or accesses.

create function stagedoor.require_column(
  p_table regclass, p_column name, p_types text[] default null
)
returns regtype
language plpgsql
stable
set search_path = ''
as $$
declare
  v_type pg_catalog.regtype := (
    select a.atttypid
    from pg_catalog.pg_attribute as a
    where a.attrelid = p_table
      and a.attname = p_column
      and a.attnum > 0
      and not a.attisdropped);
begin
  if v_type is null then
    raise invalid_parameter_value using
      message = format('%s has no column %s', p_table, coalesce(p_column, 'null')),
      hint = 'It has: ' || (
        select string_agg(a.attname, ', ' order by a.attnum)
        from pg_catalog.pg_attribute as a
        where a.attrelid = p_table and a.attnum > 0 and not a.attisdropped);
  elsif v_type::pg_catalog.text <> all (p_types) then
    raise invalid_parameter_value using
      message = format('%s.%I is of type %s', p_table, p_column, v_type),
      hint = 'It can be: ' || array_to_string(p_types, ', ');
  end if;
  return v_type;
end;
$$;

comment on function stagedoor.require_column is
'The type of a column that must be there, of one of some types.

Raises 22023 that names the columns, or the types, that are.';

create function stagedoor.require_table(p_table regclass)
returns void
language plpgsql
stable
set search_path = ''
as $$
declare
  v_class pg_catalog.pg_class := (
    select c from pg_catalog.pg_class as c where c.oid = p_table);
begin
  if v_class.relkind is null or v_class.relkind not in ('r', 'p') then
    raise invalid_parameter_value using
      message = format('%s is no table', coalesce(p_table::pg_catalog.text, 'null')),
      hint = 'Name a table: no view, no foreign table.';
  elsif v_class.relispartition then
    raise invalid_parameter_value using
      message = format('%s is a partition', p_table),
      hint = format('Name %s, which it belongs to.', pg_partition_root(p_table));
  elsif v_class.relpersistence = 't' or exists (
    select
    from pg_catalog.pg_namespace as n
    where n.oid = v_class.relnamespace
      and n.nspname ~ '^(stagedoor|pg_|information_schema|auth$|storage$|realtime$)'
  ) then
    raise invalid_parameter_value using
      message = format('%s is no table of yours', p_table),
      hint = 'Tables of the engine, of the platform and temporary ones stay as they are.';
  end if;
end;
$$;

comment on function stagedoor.require_table is
'Refuse what is no table of an adopter, or a partition.

Raises 22023.';

create function stagedoor.refuse_children(p_table regclass)
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
  if exists (
    select
    from pg_catalog.pg_inherits as i
    join pg_catalog.pg_class as c on c.oid = i.inhrelid
    where i.inhparent = p_table and not c.relispartition
  ) then
    raise invalid_parameter_value using
      message = format('Other tables inherit from %s', p_table),
      hint = 'Triggers would miss their rows. Make them partitions, or other tables.';
  end if;
end;
$$;

comment on function stagedoor.refuse_children is
'Refuse a table that others inherit from: triggers miss their rows.

Partitions are no such tables. Raises 22023.';

create function stagedoor.is_request()
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads what is_service reads. The auth service and a job of the database have neither a
-- token nor the role of a request: they write as the service does.
begin
  return stagedoor.token_subject() is not null
    or coalesce(nullif(current_setting('role', true), 'none'), session_user)
      in ('anon', 'authenticated')
    or (stagedoor.claims() ->> 'role' is not null and not stagedoor.is_service());
end;
$$;

comment on function stagedoor.is_request is
'Whether a row is written by a person''s request, also inside a definer.

Not by the service key, the owner, a job, or a service of the platform (F130).';

create function stagedoor.reaches_requests(p_roles oid[])
returns boolean
language sql
stable
set search_path = ''
as $$
  select exists (
    select
    from unnest(p_roles) as r (id)
    where r.id = 0
      or pg_has_role('authenticated', r.id, 'member')
      or pg_has_role('anon', r.id, 'member'))
$$;

comment on function stagedoor.reaches_requests is
'Whether a policy for some roles is for requests, too.';

create function stagedoor.find_reference(
  p_table          regclass,
  p_column         name,
  out refers_to     regclass,
  out refers_column name
)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads which tables are tracked, which no request role may.
declare
  v_type  pg_catalog.regtype := stagedoor.require_column(p_table, p_column);
  v_uuid  constant boolean := v_type = 'pg_catalog.uuid'::pg_catalog.regtype;
begin
  select t.table_name, f.attname into refers_to, refers_column
  from pg_catalog.pg_constraint as k
  join pg_catalog.pg_attribute as a
    on a.attrelid = k.conrelid and k.conkey = array[a.attnum] and a.attname = p_column
  join stagedoor.tracked_tables as t on t.table_name = k.confrelid and t.kind = 'scopes'
  join pg_catalog.pg_attribute as f on f.attrelid = k.confrelid
    and k.confkey = array[f.attnum]
  where k.conrelid = p_table and k.contype = 'f'
  -- A reference to the id of the scope itself comes first.
  order by f.attname = t.scope_column desc, t.table_name::pg_catalog.text
  limit 1;

  if refers_to is null and not v_uuid then
    raise invalid_parameter_value using
      message = format('%s.%I is of type %s, and refers to no tracked table',
        p_table, p_column, v_type),
      hint = 'Give it a foreign key to a table that is tracked, or name a uuid column.';
  elsif exists (
    select from stagedoor.tracked_tables as t
    where t.table_name = find_reference.refers_to
      and t.kind = 'scopes'
      and t.scope_column = find_reference.refers_column
  ) then
    refers_to := null;
    refers_column := null;
  end if;
end;
$$;

comment on function stagedoor.find_reference is
'What a column that names a scope refers to: a tracked table and its key.

Nulls where the column holds the id of the scope itself. Raises 22023 for a column that can
do neither.';

create function stagedoor.scope_expression(
  p_column name, p_refers_to regclass, p_refers_column name
)
returns text
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads which column of a tracked table is the scope, which no request role may.
  select case
    when p_column is null then 'null::pg_catalog.uuid'
    when p_refers_to is null then format('t.%I', p_column)
    else (
      select format('(select r.%I from %s as r where r.%I = t.%I)',
        k.scope_column, k.table_name, p_refers_column, p_column)
      from stagedoor.tracked_tables as k
      where k.table_name = p_refers_to and k.kind = 'scopes')
  end
$$;

comment on function stagedoor.scope_expression is
'The id of the scope that a row t of a table names, as SQL.';

create function stagedoor.tracked_table(p_table regclass, p_kind text)
returns stagedoor.tracked_tables
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads which tables are tracked, which no request role may. A trigger of a partition
  -- asks for the table that it belongs to.
  select t.*
  from stagedoor.tracked_tables as t
  where t.table_name = coalesce(pg_partition_root(p_table), p_table) and t.kind = p_kind
$$;

comment on function stagedoor.tracked_table is
'How a table is tracked, or nulls.';

create function stagedoor.hang_tracking(p_table regclass, p_function regproc, p_name text)
returns void
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_part pg_catalog.regclass;
begin
  -- The last of their triggers before a deletion: none may call it off afterwards.
  execute format(
    'create or replace trigger zz_stagedoor_%1$s after insert or update on %2$s
       for each row execute function %3$s();
     create or replace trigger zz_stagedoor_%1$s_delete %4$s delete on %2$s
       for each row execute function %3$s()',
    p_name, p_table, p_function,
    case p_name when 'scopes' then 'before' else 'after' end);
  -- A statement trigger does not reach partitions that are emptied by name.
  for v_part in
    select p_table
    union
    select t.relid from pg_partition_tree(p_table) as t
  loop
    execute format(
      'create or replace trigger zz_stagedoor_%1$s_truncate %4$s truncate on %2$s
         for each statement execute function %3$s()',
      p_name, v_part, p_function,
      case p_name when 'scopes' then 'before' else 'after' end);
  end loop;
end;
$$;

comment on function stagedoor.hang_tracking is
'Put the triggers that track a table on it and on its partitions.';

-- Privileges. For definers and the owner of the database.

revoke all on function
  stagedoor.require_column,
  stagedoor.require_table,
  stagedoor.refuse_children,
  stagedoor.is_request,
  stagedoor.reaches_requests,
  stagedoor.find_reference,
  stagedoor.scope_expression,
  stagedoor.tracked_table,
  stagedoor.hang_tracking
from public, anon, authenticated, service_role;
