-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.try_operation (
  p_table     regclass,
  p_operation text,
  p_row       jsonb
)
  returns text
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Runs as stagedoor_probe, so under row-level security and with the grants of a request.
-- Every name comes from the catalogue and every value is a parameter.
declare
  v_columns pg_catalog.text[];
  v_match   pg_catalog.text;
  v_touched bigint;
  v_written pg_catalog.text;
begin
  -- Policies and triggers of other people's tables run below: temporary names come last
  -- there.
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
$function$;

alter function "stagedoor"."try_operation"(regclass, text, jsonb) owner to "stagedoor_probe";

comment on function "stagedoor"."try_operation"(regclass, text, jsonb) is
  'Do one operation on one row as stagedoor_probe.

Under the claims of the moment. p_row: columns and values that name the row, or that are
inserted. Returns allowed, invisible (no policy shows the row) or refused (a grant or a
check). Executable by the owner only.';

revoke all on function "stagedoor"."try_operation"(regclass, text, jsonb) from public;

grant execute on function "stagedoor"."try_operation"(regclass, text, jsonb) to "postgres";
