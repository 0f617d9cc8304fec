-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.link_artist (
  p_artist_id uuid,
  p_user_id   uuid
)
  returns boolean
  language plpgsql
  set search_path to ''
  AS $function$
begin
  return stagedoor_studio.link_artist(p_artist_id, p_user_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$function$;

comment on function "public"."link_artist"(uuid, uuid) is 'Say whose an artist profile is. Returns whether anything changed.

p_user_id null: nobody''s. All work of the profile changes hands with it: bookings, notes,
consents, portfolio, sales (F49). Needs staff:manage_users.

Raises:
- 23505: the person has another profile in this studio.
- 42501: may not.
- PT404: no such artist or account.';

revoke all on function "public"."link_artist"(uuid, uuid) from public;

grant execute on function "public"."link_artist"(uuid, uuid) to "authenticated", "postgres";
