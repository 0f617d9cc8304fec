-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.require (
  p_permission_key text,
  p_scope_id       uuid,
  p_owner_id       uuid default null::uuid
)
  returns void
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Reads what a decision reads, and notes an elevation that it took.
begin
  perform stagedoor.enforce(p_permission_key, p_scope_id, p_owner_id);
  perform stagedoor.use_elevation(p_permission_key, p_scope_id, p_owner_id);
end;
$function$;

comment on function "stagedoor"."require"(text, uuid, uuid) is 'Guard a function that writes: enforce, and note an elevation.

Raises as enforce does; the elevation that opened it is an event (F60).';

revoke all on function "stagedoor"."require"(text, uuid, uuid) from public;

grant execute on function "stagedoor"."require"(text, uuid, uuid) to "postgres";
