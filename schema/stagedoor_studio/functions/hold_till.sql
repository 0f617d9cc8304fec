-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.hold_till (
  p_project_id uuid,
  p_is_alone   boolean
)
  returns void
  language plpgsql
  set search_path to ''
  AS $function$
declare
  v_key bigint := hashtextextended('till ' || p_project_id::pg_catalog.text, 0);
begin
  if p_is_alone then
    perform pg_advisory_xact_lock(v_key);
  else
    perform pg_advisory_xact_lock_shared(v_key);
  end if;
end;
$function$;

comment on function "stagedoor_studio"."hold_till"(uuid, boolean) is
  'Keep the till of a studio until the commit: many enter, one counts.';

revoke all on function "stagedoor_studio"."hold_till"(uuid, boolean) from public;

grant execute on function "stagedoor_studio"."hold_till"(uuid, boolean) to "postgres";
