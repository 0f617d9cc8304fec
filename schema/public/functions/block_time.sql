-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.block_time (
  p_project_id uuid,
  p_artist_id  uuid,
  p_from       timestamp with time zone,
  p_to         timestamp with time zone,
  p_reason     text
)
  returns uuid
  language plpgsql
  set search_path to ''
  AS $function$
begin
  return stagedoor_studio.block_time(p_project_id, p_artist_id, p_from, p_to, p_reason);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$function$;

comment on function "public"."block_time"(uuid, uuid, timestamp with time zone, timestamp
  with time zone, text) is 'Keep time of an artist free of bookings.

Returns the appointment id of the block. The same time again: the same id. Given free by
setting its status to cancelled. Needs agenda:block; for artists on their own time (F49).

Raises:
- 22023: time that ends before it begins.
- 23514: the artist is booked then.
- 42501: may not.
- PT404: no such artist in that studio, or the caller may not see them.';

revoke all
  on function "public"."block_time"(uuid, uuid, timestamp with time zone, timestamp
    with time zone, text)
  from public;

grant execute
  on function "public"."block_time"(uuid, uuid, timestamp with time zone, timestamp
    with time zone, text)
  to "authenticated", "postgres";
