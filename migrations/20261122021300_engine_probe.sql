-- The probe: trying an operation as another user, and rolling it back.
--
-- Only the policy itself answers reliably what it lets through. A definer cannot set a
-- role, so two functions belong to a role of their own, which is a member of
-- `authenticated` and sees the same rows under the current claims: one tries, and one reads
-- for definers that answer whole pages.

-- A schema of that role's own: a dump gives a function to its role only where that role may
-- make one.
create schema stagedoor_probe;

comment on schema stagedoor_probe is
'The probe: operations tried as another user.

Owned by a role without a login and without members.';

create function stagedoor_probe.try_operation(
  p_table regclass, p_operation text, p_row jsonb
)
returns text
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Runs as stagedoor_probe, so under row-level security and with the grants of a request.
-- Every name comes from the catalogue and every value is a parameter.
declare
  v_columns pg_catalog.text[];
  v_match   pg_catalog.text;
  v_touched bigint;
  v_written pg_catalog.text;
begin
  -- Policies and triggers of other tables run below: temporary names come last there.
  perform set_config('search_path', 'pg_catalog, pg_temp', true);

  select array_agg(a.attname order by a.attnum) into v_columns
  from pg_catalog.pg_attribute as a
  where a.attrelid = p_table and a.attnum > 0 and not a.attisdropped and p_row ? a.attname;
  if v_columns is null
    or cardinality(v_columns) <> (select count(*) from jsonb_object_keys(p_row))
  then
    raise invalid_parameter_value using
      message = format('The row names columns of %s, and no others', p_table);
  end if;
  select string_agg(format('t.%1$I is not distinct from r.%1$I', c), ' and ') into v_match
  from unnest(v_columns) as c;

  case p_operation
    when 'select' then
      execute format(
        'select count(*) '
        'from %1$s as t, jsonb_populate_record(null::%1$s, $1) as r where %2$s',
        p_table, v_match) into v_touched using p_row;
    when 'delete' then
      execute format(
        'delete from %1$s as t using jsonb_populate_record(null::%1$s, $1) as r where %2$s',
        p_table, v_match) using p_row;
      get diagnostics v_touched = row_count;
    when 'update' then
      -- A column that a request may write, with the value that it has.
      select a.attname into v_written
      from pg_catalog.pg_attribute as a
      where a.attrelid = p_table
        and a.attnum > 0
        and not a.attisdropped
        and a.attgenerated = ''
        and has_column_privilege('authenticated', p_table, a.attnum, 'update')
        and has_column_privilege('authenticated', p_table, a.attnum, 'select')
      order by a.attnum
      limit 1;
      if not found then
        return 'refused';
      end if;
      execute format(
        'update %1$s as t set %3$I = t.%3$I
         from jsonb_populate_record(null::%1$s, $1) as r where %2$s',
        p_table, v_match, v_written) using p_row;
      get diagnostics v_touched = row_count;
    when 'insert' then
      execute format(
        'insert into %1$s (%2$s) '
        'select %3$s from jsonb_populate_record(null::%1$s, $1) as r',
        p_table,
        (select string_agg(format('%I', c), ', ') from unnest(v_columns) as c),
        (select string_agg(format('r.%I', c), ', ') from unnest(v_columns) as c)
      ) using p_row;
      get diagnostics v_touched = row_count;
    else
      raise invalid_parameter_value using
        message = 'An operation is select, insert, update or delete';
  end case;
  return case when v_touched > 0 then 'allowed' else 'invisible' end;
exception
  when insufficient_privilege then return 'refused';
end;
$$;

comment on function stagedoor_probe.try_operation is
'Do one operation on one row as stagedoor_probe.

Under the current claims. p_row: columns and values that name the row, or that are inserted.
Returns allowed, invisible (no policy shows the row) or refused (a grant or a check).
Executable by the owner only.';

create function stagedoor_probe.read_rows(
  p_table regclass, p_match jsonb, p_order_by name default null,
  p_limit integer default null
)
returns setof jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Runs as stagedoor_probe, so under row-level security and with the grants of a request.
-- Every name comes from the catalogue and every value is a parameter.
declare
  v_columns pg_catalog.text[];
  v_order   pg_catalog.text;
begin
  select
    array_agg(a.attname order by a.attnum) filter (where p_match ? a.attname),
    max(a.attname) filter (where a.attname = p_order_by)
  into v_columns, v_order
  from pg_catalog.pg_attribute as a
  where a.attrelid = p_table and a.attnum > 0 and not a.attisdropped;
  if v_columns is null
    or cardinality(v_columns) <> (select count(*) from jsonb_object_keys(p_match))
    or v_order is distinct from p_order_by
  then
    raise invalid_parameter_value using
      message = format(
        'Rows are found and ordered by columns of %s, and no others', p_table);
  end if;
  return query execute format(
    'select to_jsonb(t) '
    'from jsonb_populate_record(null::%1$s, $1) as r join %1$s as t on %2$s%3$s limit $2',
    p_table,
    (select string_agg(format('t.%1$I = r.%1$I', c), ' and ') from unnest(v_columns) as c),
    ' order by t.' || quote_ident(v_order))
    using p_match, p_limit;
end;
$$;

comment on function stagedoor_probe.read_rows is
'The rows of a table that row-level security shows, as JSON (F115).

Under the claims of the moment. p_match: columns and values that the rows have. Executable
by the owner only: for definers that answer what their caller could read.';

create function stagedoor.guard_probe()
returns void
language plpgsql
volatile
set search_path = ''
as $$
begin
  -- Roles belong to the server: a second database finds this one made.
  begin
    if to_regrole('stagedoor_probe') is null then
      create role stagedoor_probe nologin;
    end if;
  exception
    when duplicate_object or unique_violation then null;
  end;
  grant authenticated to stagedoor_probe;
  execute format('grant stagedoor_probe to %I', current_user);

  alter schema stagedoor_probe owner to stagedoor_probe;
  alter function stagedoor_probe.try_operation(regclass, text, jsonb)
    owner to stagedoor_probe;
  alter function stagedoor_probe.read_rows(regclass, jsonb, name, integer)
    owner to stagedoor_probe;
  execute format(
    'revoke all on schema stagedoor_probe
     from public, anon, authenticated, service_role, %1$I;
     revoke all on function stagedoor_probe.try_operation, stagedoor_probe.read_rows
     from public, anon, authenticated, service_role, %1$I;
     grant usage on schema stagedoor_probe to %1$I;
     grant execute on function stagedoor_probe.try_operation, stagedoor_probe.read_rows
     to %1$I;
     revoke stagedoor_probe from %1$I', current_user);
end;
$$;

comment on function stagedoor.guard_probe is
'Give the probe to its own role, close it, leave no member behind.

Run by the owner of the engine after a restore, as guard_audit_log is. Run again it changes
nothing.';

revoke all on function stagedoor.guard_probe
  from public, anon, authenticated, service_role;

select stagedoor.guard_probe();

create function stagedoor.try_as(
  p_user_id uuid, p_table regclass, p_operation text, p_row jsonb,
  p_aal text default 'aal1', p_session_id uuid default null
)
returns text
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Sets the claims of another user. Called by definers that have enforced access:view.
declare
  v_claims  pg_catalog.text := current_setting('request.jwt.claims', true);
  v_outcome pg_catalog.text;
begin
  begin
    perform set_config('request.jwt.claims', jsonb_strip_nulls(jsonb_build_object(
      'sub', p_user_id, 'role', 'authenticated', 'aal', p_aal, 'session_id', p_session_id
    ))::pg_catalog.text, true);
    v_outcome := stagedoor_probe.try_operation(p_table, p_operation, p_row);
    -- The operation is rolled back with the claims.
    raise sqlstate 'SDTRY';
  exception
    when sqlstate 'SDTRY' then null;
  end;
  perform set_config('request.jwt.claims', coalesce(v_claims, ''), true);
  return v_outcome;
end;
$$;

comment on function stagedoor.try_as is
'The answer of row-level security to another user (F108, F109).

The operation is tried and rolled back. p_operation: select, insert, update or delete.
Returns allowed, invisible or refused. Triggers run and are undone too; a constraint that
the row violates is raised.';

revoke all on function stagedoor.try_as from public, anon, authenticated, service_role;
