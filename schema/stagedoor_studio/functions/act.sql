-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.act (
  p_permission_key text,
  p_project_id     uuid,
  p_owner_id       uuid default null::uuid
)
  returns uuid
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Reads what a decision reads and notes the use of an elevation. Asked by definers only.
begin
  perform stagedoor.enforce(p_permission_key, p_project_id, p_owner_id);
  return stagedoor.use_elevation(p_permission_key, p_project_id, p_owner_id);
end;
$function$;

comment on function "stagedoor_studio"."act"(text, uuid, uuid) is 'Raise unless the caller may, and note by which elevation (F57, F60).

Returns the elevation, or null where none was needed. Raises 42501 or PT404.';

revoke all on function "stagedoor_studio"."act"(text, uuid, uuid) from public;

grant execute on function "stagedoor_studio"."act"(text, uuid, uuid) to "postgres";
