-- Protecting: one statement puts a table of an adopter under the keys, one takes it back.

create function stagedoor.plan_protection(p_table regclass, p_asked jsonb)
returns table (step text, sql text, warning text)
language plpgsql
stable
set search_path = ''
as $$
#variable_conflict use_column
declare
  v_missing bigint;
begin
  return query select * from stagedoor.plan_keys(p_asked);
  return query select * from stagedoor.plan_policies(p_table, p_asked);
  return query select * from stagedoor.plan_grants(p_table, p_asked);
  return query select * from stagedoor.plan_objects(p_table, p_asked);
  return query select * from stagedoor.goes_past(p_table);
  execute format('select count(*) from %s where %s is null', p_table, p_asked ->> 'term')
  into v_missing;
  return query
  select 'look at rows without a scope', null::pg_catalog.text, format('%s: %s.', v_missing,
    case p_asked ->> 'null_scope' when 'owner'
      then format('its owner''s alone where %I is null', p_asked ->> 'column')
      else 'hidden from everybody but the service' end)
  where v_missing > 0;
end;
$$;

comment on function stagedoor.plan_protection is
'Every step of a protection, in order, and what a person should look at.';

create function stagedoor.protect(
  table_name  regclass,
  module      text,
  scope       text    default null,
  scope_via   text    default null,
  scope_type  text    default null,
  department  name    default null,
  owner       name    default null,
  stamp_owner boolean default true,
  null_scope  text    default 'hidden',
  mode        text    default 'replace',
  operations  text[]  default '{select,insert,update,delete}',
  keys        jsonb   default null,
  roles       jsonb   default '{}',
  soft_delete name    default null,
  dry_run     boolean default false
)
returns table (step text, sql text, warning text)
language plpgsql
volatile
set search_path = ''
set lock_timeout = '5s'
as $$
#variable_conflict use_column
declare
  v_table  constant pg_catalog.regclass := protect.table_name;
  v_asked  pg_catalog.jsonb := stagedoor.their_asked(
    protect.table_name, protect.module, protect.scope, protect.scope_via,
      protect.scope_type,
    protect.department, protect.owner, protect.stamp_owner, protect.null_scope,
      protect.mode,
    protect.operations, protect.keys, protect.roles, protect.soft_delete);
  v_before pg_catalog.jsonb;
  v_kept   pg_catalog.jsonb := '[]';
  v_steps  pg_catalog.jsonb;
  v_step   pg_catalog.jsonb;
begin
  if protect.dry_run then
    return query select * from stagedoor.plan_protection(v_table, v_asked);
    return query select 'nothing was changed', null::pg_catalog.text, 'A dry run.';
    return;
  end if;

  execute format('lock table %s in access exclusive mode', v_table);
  -- Protected already: from where it stood before, but for its indexes.
  select p.before into v_before from stagedoor.protections as p
    where p.table_name = v_table;
  for v_step in select * from stagedoor.undo_steps(v_before) loop
    if v_step ->> 'kind' = 'index' then
      v_kept := v_kept || v_step;
    else
      execute v_step ->> 'sql';
    end if;
  end loop;

  v_before := stagedoor.undo_sql(v_table, v_asked) || v_kept;
  insert into stagedoor.protections (table_name, asked, before, before_hash)
  values (
    v_table, v_asked, v_before, sha256(convert_to(v_before::pg_catalog.text, 'UTF8')))
  on conflict on constraint protections_pkey do update
  set asked = excluded.asked, before = excluded.before, before_hash = excluded.before_hash,
      protected_at = stagedoor.instant();

  v_steps := (
    select jsonb_agg(to_jsonb(s)) from stagedoor.plan_protection(v_table, v_asked) as s);
  for v_step in select * from jsonb_array_elements(v_steps) loop
    if v_step ->> 'sql' is not null then
      execute v_step ->> 'sql';
    end if;
    return query select v_step ->> 'step', v_step ->> 'sql', v_step ->> 'warning';
  end loop;
  return query select format('protected %s operations; %s',
    jsonb_array_length(v_asked -> 'operations'), stagedoor.rows_seen(v_table)), null, null;
end;
$$;

comment on function stagedoor.protect is
'Put a table under the keys of a module (F107).

For the owner of the database; all of it or nothing; again to change it. module: its keys
are <module>:view and <module>:edit, or those in keys, {"select": key, ...}. scope: the
column of the scope, or scope_via: the way to it, column -> schema.table.column. scope_type:
project, organization or another; known of tables that are tracked. department: a column,
whose denials count. owner: a column for keys held as own; stamp_owner makes whoever inserts
a row its owner, for good. null_scope: hidden, or owner. mode: replace, or restrict, which
leaves their policies beside restrictive ones. operations: which. roles: {"role": {"action":
"policy"}}. soft_delete: a column; a view <table>_live hides what it marks. dry_run: say
what would be done. Answers every step, its SQL, and what to look at. Raises 22023 for what
is not there or not allowed, 23514 beside a policy that admits everybody.';

create function stagedoor.protect_sql(
  table_name  regclass,
  module      text,
  scope       text    default null,
  scope_via   text    default null,
  scope_type  text    default null,
  department  name    default null,
  owner       name    default null,
  stamp_owner boolean default true,
  null_scope  text    default 'hidden',
  mode        text    default 'replace',
  operations  text[]  default '{select,insert,update,delete}',
  keys        jsonb   default null,
  roles       jsonb   default '{}',
  soft_delete name    default null
)
returns text
language plpgsql
stable
set search_path = ''
as $$
begin
  return (
    select string_agg(s.line, e'\n' order by s.place)
    from (
      select 0 as place, 'begin;' || e'\n' || 'set local lock_timeout = ''5s'';' as line
      union all
      select p.place, concat_ws(e'\n',
        -- A name with a line break would go on outside of the comment.
        '-- ' || regexp_replace(concat_ws(': ', p.step, p.warning), '[\n\r]+', ' ', 'g'),
        p.sql || ';')
      from stagedoor.plan_protection(protect_sql.table_name, stagedoor.their_asked(
        protect_sql.table_name, protect_sql.module, protect_sql.scope,
          protect_sql.scope_via,
        protect_sql.scope_type, protect_sql.department, protect_sql.owner,
        protect_sql.stamp_owner, protect_sql.null_scope, protect_sql.mode,
        protect_sql.operations, protect_sql.keys, protect_sql.roles,
          protect_sql.soft_delete)
      ) with ordinality as p (step, sql, warning, place)
      union all
      select 1000000, 'commit;'
    ) as s
  );
end;
$$;

comment on function stagedoor.protect_sql is
'What protect would do, as SQL that can be kept instead (F107).

Plain policies, grants and indexes, for a migration of the application. unprotect knows
nothing of what was executed by hand. Arguments and errors are those of protect.';

create function stagedoor.unprotect(table_name regclass, dry_run boolean default false)
returns table (step text, sql text, warning text)
language plpgsql
volatile
set search_path = ''
set lock_timeout = '5s'
as $$
#variable_conflict use_column
declare
  v_table  constant pg_catalog.regclass := unprotect.table_name;
  v_before pg_catalog.jsonb;
  v_step   pg_catalog.jsonb;
begin
  -- The table first, as protect: of two at once one waits.
  if v_table is not null and not unprotect.dry_run then
    execute format('lock table %s in access exclusive mode', v_table);
  end if;
  select p.before into v_before
  from stagedoor.protections as p
  where p.table_name = v_table
    and p.before_hash = sha256(convert_to(p.before::pg_catalog.text, 'UTF8'));
  if v_before is null then
    raise invalid_parameter_value using
      message = format('%s is not protected', coalesce(v_table::pg_catalog.text, 'null')),
      hint = 'Protected are: ' || coalesce((
        select string_agg(p.table_name::pg_catalog.text, ', ')
          from stagedoor.protections as p),
        'none');
  end if;
  for v_step in select * from stagedoor.undo_steps(v_before) loop
    if not unprotect.dry_run then
      execute v_step ->> 'sql';
    end if;
    return query
    select 'restore: ' || (v_step ->> 'kind'), v_step ->> 'sql', null::pg_catalog.text;
  end loop;
  if not unprotect.dry_run then
    delete from stagedoor.protections as p where p.table_name = v_table;
  end if;
  return query
  select case when unprotect.dry_run then 'nothing was changed'
    else format('restored %s', v_table) end, null, 'Keys, roles and their grants stay.';
end;
$$;

comment on function stagedoor.unprotect is
'Take a protection back: what stood on the table stands again (F107).

Its policies, grants and row-level security, word by word. For the owner of the database.
Raises 22023 for a table that protect did not protect.';

-- Privileges. For the owner of the database.

revoke all on function
  stagedoor.plan_protection,
  stagedoor.protect,
  stagedoor.protect_sql,
  stagedoor.unprotect
from public, anon, authenticated, service_role;
