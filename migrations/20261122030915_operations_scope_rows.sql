-- Rows that are scopes: what becomes of the scope when a row of an adopter changes.

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

create function stagedoor.tracked_scopes_sql(p_tracked stagedoor.tracked_tables,
  p_from text)
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
    perform stagedoor.raise_former_scope(p_id);
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
-- Writes scopes, which no request role may. Whoever writes the row is asked for what
-- moving, archiving and restoring ask for; making and renaming is theirs, by their own
-- policies.
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
  select s.* into v_scope from stagedoor.scopes as s where s.id = v_new.id;

  if tg_op = 'UPDATE' then
    if v_old is not distinct from v_new then
      return null;
    elsif v_old.id is distinct from v_new.id then
      raise check_violation using
        message = format('The id of a scope stays: %s.%I',
          v_tracked.table_name, v_tracked.scope_column);
    end if;
  elsif v_scope.id is not null then
    -- Without a parent it is no scope yet, and would be taken for that one later.
    perform stagedoor.raise_former_scope(v_new.id);
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

-- Privileges. For definers and the owner of the database.

revoke all on function
  stagedoor.tracked_name,
  stagedoor.tracked_scopes_sql,
  stagedoor.insert_tracked_scope,
  stagedoor.archive_tracked_scope,
  stagedoor.tg_any__track_scope
from public, anon, authenticated, service_role;
