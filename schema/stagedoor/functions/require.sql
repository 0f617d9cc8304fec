-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.require (
  p_permission_key text,
  p_scope_id       uuid,
  p_owner_id       uuid default null::uuid
)
  returns uuid
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Reads what a decision reads, and notes an elevation that it took.
begin
  perform stagedoor.enforce(p_permission_key, p_scope_id, p_owner_id);
  return stagedoor.use_elevation(p_permission_key, p_scope_id, p_owner_id);
end;
$function$;

comment on function "stagedoor"."require"(text, uuid, uuid) is 'Guard a function that writes: enforce, and note an elevation.

Returns the elevation that opened it, which is an event, or null (F57, F60). Raises as
enforce does.';

revoke all on function "stagedoor"."require"(text, uuid, uuid) from public;

grant execute on function "stagedoor"."require"(text, uuid, uuid) to "postgres";
