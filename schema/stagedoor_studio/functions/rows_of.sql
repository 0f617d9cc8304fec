-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.rows_of (
  p_project_id uuid,
  p_tables     text[],
  p_owner_id   uuid   default null::uuid
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path to ''
  AS $function$
-- Reads whole tables of the part. Asked by definers that have checked the key.
declare
  v_table pg_catalog.text;
  v_rows  pg_catalog.jsonb;
  v_all   pg_catalog.jsonb := '{}';
begin
  foreach v_table in array p_tables loop
    -- Names come from the callers below, never from a request.
    execute format(
      'select coalesce(jsonb_agg(to_jsonb(t)), ''[]'') from public.%I as t
       where t.project_id = $1
         and ($2 is null or to_jsonb(t) ->> ''owner_id'' = $2::pg_catalog.text)',
      v_table
    ) into v_rows using p_project_id, p_owner_id;
    v_all := v_all || jsonb_build_object(v_table, v_rows);
  end loop;
  return v_all;
end;
$function$;

comment on function "stagedoor_studio"."rows_of"(uuid, text[], uuid) is
  'The rows of a studio in some tables of the part, by table.

Those of one owner, or all.';

revoke all on function "stagedoor_studio"."rows_of"(uuid, text[], uuid) from public;

grant execute on function "stagedoor_studio"."rows_of"(uuid, text[], uuid) to "postgres";
