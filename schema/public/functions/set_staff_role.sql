-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.set_staff_role (
  p_project_id  uuid,
  p_user_id     uuid,
  p_role_key    text,
  p_valid_until timestamp with time zone default null::timestamp with time zone
)
  returns uuid
  language plpgsql
  set search_path to ''
  AS $function$
begin
  return stagedoor_studio.set_staff_role(
    p_project_id, p_user_id, p_role_key, p_valid_until);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$function$;

comment on function "public"."set_staff_role"(uuid, uuid, text, timestamp
  with time zone) is 'Make somebody admin, assistant or artist of a studio.

Returns the access id. The old role is closed and the new one given in one step;
elevations end with it (F48, F55). The same role with the same end: the same id. An artist
owns nothing until add_artist gives them a profile. Needs staff:manage_users, and that the
caller holds what the role grants (F94).

Raises:
- 22023: another role; a window that is over.
- 23514: nobody would be left who can give access; another role above the studio.
- 42501: may not.
- PT404: no such studio or account.';

revoke all
  on function "public"."set_staff_role"(uuid, uuid, text, timestamp with time zone)
  from public;

grant execute
  on function "public"."set_staff_role"(uuid, uuid, text, timestamp with time zone)
  to "authenticated", "postgres";
