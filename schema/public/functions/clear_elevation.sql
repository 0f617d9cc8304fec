-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.clear_elevation (
  p_project_id uuid default null::uuid,
  p_user_id    uuid default null::uuid
)
  returns boolean
  language plpgsql
  set search_path to ''
  AS $function$
begin
  return stagedoor_studio.clear_elevation(p_project_id, p_user_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$function$;

comment on function "public"."clear_elevation"(uuid, uuid) is 'End the elevations of somebody in a studio (F55).

In all their sessions. Returns whether there was any. p_user_id null: the caller; with
p_project_id null as well, everywhere: what a client calls at logout. Of anybody else it
needs access:revoke.

Raises:
- 42501: not signed in, or not one''s own without access:revoke.
- PT404: another''s, in a studio that the caller is no member of.';

revoke all on function "public"."clear_elevation"(uuid, uuid) from public;

grant execute
  on function "public"."clear_elevation"(uuid, uuid)
  to "authenticated", "postgres";
