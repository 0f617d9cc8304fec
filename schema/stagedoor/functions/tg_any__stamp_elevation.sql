-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_any__stamp_elevation()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Notes the use of an elevation, which nobody else may. Arguments: the keys that inserting,
-- updating and deleting need, '' for none.
declare
  v_row          pg_catalog.jsonb := to_jsonb(coalesce(new, old));
  v_key          pg_catalog.text := tg_argv[
    case tg_op when 'INSERT' then 0 when 'UPDATE' then 1 else 2 end];
  v_elevation_id pg_catalog.uuid;
begin
  -- Only a request by a person is lifted by an elevation.
  if v_key <> '' and stagedoor.caller_id() is not null then
    v_elevation_id := stagedoor.use_elevation(
      v_key,
      (v_row ->> 'project_id')::pg_catalog.uuid,
      (v_row ->> 'owner_id')::pg_catalog.uuid);
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  -- Null as well: the elevation of the last change but one is not to be held responsible.
  if v_key <> '' then
    new.elevation_id := v_elevation_id;
  end if;
  return new;
end;
$function$;

comment on function "stagedoor"."tg_any__stamp_elevation"() is 'Stamp a row with the elevation that it was written under (F60, F118).

A part attaches it before insert, update or delete, enable always, to a table with the
columns project_id and elevation_id, with the keys of the three operations as arguments.';

revoke all on function "stagedoor"."tg_any__stamp_elevation"() from public;

grant execute on function "stagedoor"."tg_any__stamp_elevation"() to "postgres";
