-- Untracking: a table of an adopter is left as it was before its rows became scopes or
-- accesses.

create function stagedoor.undo_tracking(
  p_table regclass, p_kind text, p_function regproc
)
returns setof text
language plpgsql
stable
set search_path = ''
as $$
begin
  if not exists (
    select from stagedoor.tracked_tables as t
    where t.table_name = p_table and t.kind = p_kind
  ) then
    raise invalid_parameter_value using
      message = format('The rows of %s are no %s',
        coalesce(p_table::pg_catalog.text, 'null'), p_kind),
      hint = 'Those of these are: ' || coalesce((
        select string_agg(t.table_name::pg_catalog.text, ', '
          order by t.table_name::pg_catalog.text)
        from stagedoor.tracked_tables as t
        where t.kind = p_kind), 'none');
  end if;
  -- Those of partitions that came with their table go with it.
  return query
  select format('drop trigger %I on %s', g.tgname, g.tgrelid::pg_catalog.regclass)
  from pg_catalog.pg_trigger as g
  where g.tgfoid = p_function
    and g.tgparentid = 0
    and (g.tgrelid = p_table
      or g.tgrelid in (select t.relid from pg_partition_tree(p_table) as t))
  order by 1;
  return next format(
    'delete from stagedoor.tracked_tables as t '
    'where t.table_name = %L::pg_catalog.regclass and t.kind = %L', p_table, p_kind);
end;
$$;

comment on function stagedoor.undo_tracking is
'The statements that take the triggers of a tracked table away.

Raises 22023 for a table that is not tracked so.';

create function stagedoor.refuse_needed_scopes(p_table regclass)
returns void
language plpgsql
stable
set search_path = ''
as $$
declare
  v_tracked   pg_catalog.text;
  v_protected pg_catalog.text;
begin
  select string_agg(t.table_name::pg_catalog.text, ', '
    order by t.table_name::pg_catalog.text)
  into v_tracked
  from stagedoor.tracked_tables as t
  where t.refers_to = p_table and t.table_name <> p_table;
  select string_agg(p.table_name::pg_catalog.text, ', '
    order by p.table_name::pg_catalog.text)
  into v_protected
  from stagedoor.protections as p
  where (p.table_name = p_table and (p.asked ->> 'is_scope')::pg_catalog.bool)
    or exists (
      select from jsonb_array_elements_text(p.asked -> 'reads') as r (name)
      where to_regclass(r.name) = p_table);
  if v_tracked is not null then
    raise invalid_parameter_value using
      message = format('Rows of %s name their scope by %s', v_tracked, p_table),
      hint = 'Call untrack_members or untrack_scopes for these first.';
  elsif v_protected is not null then
    raise invalid_parameter_value using
      message = format('%s is protected by the scopes of %s', v_protected, p_table),
      hint = 'Call unprotect for these first: nobody would see a new row.';
  end if;
end;
$$;

comment on function stagedoor.refuse_needed_scopes is
'Refuse to untrack a table of scopes that another, or a policy, asks.

Raises 22023 that names them.';

create function stagedoor.untrack_scopes(
  table_name regclass, drop_ids boolean default false, dry_run boolean default false
)
returns table (step text, sql text, warning text)
language plpgsql
volatile
set search_path = ''
set lock_timeout = '5s'
as $$
#variable_conflict use_column
declare
  c_ids   constant pg_catalog.name := 'stagedoor_scope_id';
  v_table constant pg_catalog.regclass := untrack_scopes.table_name;
  v_undo  pg_catalog.text[] := array(
    select stagedoor.undo_tracking(
      v_table, 'scopes', 'stagedoor.tg_any__track_scope'::pg_catalog.regproc));
  v_own   boolean := (stagedoor.tracked_table(v_table, 'scopes')).scope_column = c_ids;
  v_sql   pg_catalog.text;
begin
  perform stagedoor.refuse_needed_scopes(v_table);
  if v_own and untrack_scopes.drop_ids then
    v_undo := v_undo || format('alter table %s drop column %I', v_table, c_ids);
  end if;
  foreach v_sql in array v_undo loop
    if not untrack_scopes.dry_run then
      execute v_sql;
    end if;
    return query select split_part(v_sql, ' ', 1) || ' ' || split_part(v_sql, ' ', 2),
      v_sql, case when v_sql like 'alter table %'
        then 'Track the table again, and each row is another scope.' end;
  end loop;
  return query
  select format('keep %I', c_ids), null::pg_catalog.text,
    'Track the table again, and each row is the scope that it was.'
  where v_own and not untrack_scopes.drop_ids;
  return query
  select case when untrack_scopes.dry_run then 'nothing was changed'
    else format('untracked %s', v_table) end, null::pg_catalog.text,
    'Its scopes stay, with all that was granted in them.';
exception
  when dependent_objects_still_exist then
    raise invalid_parameter_value using
      message = format('%s is compared by others', c_ids),
      hint = 'Drop first what compares it, or leave drop_ids out.';
end;
$$;

comment on function stagedoor.untrack_scopes is
'Let the rows of a table be scopes no longer (F130).

For the owner of the database. Takes the triggers of track_scopes away; with drop_ids also
the column that it added beside a key that is no uuid. The scopes stay, and unless that
column goes, tracking the table again finds them. dry_run: say what would be done.
Raises 22023 for a table that is not tracked, while another names its scope by it, and while
it or another is protected by its scopes.';

create function stagedoor.untrack_members(
  table_name regclass, end_accesses boolean default false, dry_run boolean default false
)
returns table (step text, sql text, warning text)
language plpgsql
volatile
set search_path = ''
set lock_timeout = '5s'
as $$
#variable_conflict use_column
declare
  v_table   constant pg_catalog.regclass := untrack_members.table_name;
  v_tracked stagedoor.tracked_tables := stagedoor.tracked_table(v_table, 'members');
  v_undo    pg_catalog.text[] := array(
    select stagedoor.undo_tracking(
      v_table, 'members', 'stagedoor.tg_any__track_member'::pg_catalog.regproc));
  v_sql     pg_catalog.text;
  v_pair    pg_catalog.record;
  v_count   bigint;
begin
  select count(*) into v_count
  from stagedoor.tracked_accesses as f
  join stagedoor.user_accesses as a on a.id = f.access_id and a.status = 'Active'
  where f.table_name = v_table;
  if not untrack_members.dry_run then
    execute format('lock table %s in access exclusive mode', v_table);
    -- Rows that say no role give none.
    v_tracked.role_column := null;
    v_tracked.null_role := null;
    for v_pair in
      select distinct a.scope_id, a.user_id
      from stagedoor.tracked_accesses as f
      join stagedoor.user_accesses as a on a.id = f.access_id and a.status = 'Active'
      where f.table_name = v_table and untrack_members.end_accesses
      order by a.scope_id, a.user_id
    loop
      perform stagedoor.follow_member(v_tracked, v_pair.user_id, v_pair.scope_id);
    end loop;
    delete from stagedoor.tracked_accesses as f where f.table_name = v_table;
  end if;
  foreach v_sql in array v_undo loop
    if not untrack_members.dry_run then
      execute v_sql;
    end if;
    return query select split_part(v_sql, ' ', 1) || ' ' || split_part(v_sql, ' ', 2),
      v_sql, null::pg_catalog.text;
  end loop;
  return query
  select case when untrack_members.dry_run then 'nothing was changed'
    else format('untracked %s', v_table) end, null::pg_catalog.text,
    case when untrack_members.end_accesses
      then format('%s accesses end, but for those that another table gives.', v_count)
      else format('%s accesses stay until they are revoked.', v_count) end;
end;
$$;

comment on function stagedoor.untrack_members is
'Let the rows of a membership table be accesses no longer (F130).

For the owner of the database. Takes the triggers of track_members away. What its rows gave
stays, under the same ids, until it is revoked; with end_accesses it ends, and where nobody
is left who can give access, the alert last_holder_lost is raised. dry_run: say what would
be done. Raises 22023 for a table that is not tracked.';

-- Privileges. For the owner of the database.

revoke all on function
  stagedoor.undo_tracking,
  stagedoor.refuse_needed_scopes,
  stagedoor.untrack_scopes,
  stagedoor.untrack_members
from public, anon, authenticated, service_role;
