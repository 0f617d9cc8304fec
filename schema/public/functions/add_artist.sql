-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.add_artist (
  p_project_id   uuid,
  p_user_id      uuid,
  p_display_name text
)
  returns uuid
  language plpgsql
  set search_path to ''
  AS $function$
begin
  return stagedoor_studio.add_artist(p_project_id, p_user_id, p_display_name);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$function$;

comment on function "public"."add_artist"(uuid, uuid, text) is 'Give somebody an artist profile in a studio. Returns the artist id.

Whoever has no studio role there becomes artist. p_user_id null makes a profile that is
linked to nobody yet: its work can be booked and is owned by no one (F49). Again for the
same person: the same id, with the new name. Needs staff:manage_users.

Raises:
- 22023: a name that is empty or longer than 120 characters.
- 42501: may not, or does not hold what the role grants (F94).
- PT404: no such studio or account.';

revoke all on function "public"."add_artist"(uuid, uuid, text) from public;

grant execute
  on function "public"."add_artist"(uuid, uuid, text)
  to "authenticated", "postgres";
