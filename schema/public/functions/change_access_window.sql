-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.change_access_window (
  p_access_id   uuid,
  p_valid_until timestamp with time zone,
  p_reason      text                     default null::text
)
  returns uuid
  language plpgsql
  set search_path to ''
  AS $function$
begin
  return stagedoor.change_access_window(p_access_id, p_valid_until, p_reason);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$function$;

comment on function "public"."change_access_window"(uuid, timestamp
  with time zone, text) is 'Change when an access ends; the id of the access in its place.

The old one is revoked and a new one given, in one step, so that the table stays its own
history. p_valid_until null: without end. Needs access:grant there; a later end needs what
granting needs.

Raises:
- 22023: a window that is infinite, empty or over; an access that is not active, or
delegated.
- 23514: nobody would be left who can give access without an end.
- 42501: may not; would prolong their own access, or end a denial sooner of what they do
  not hold there themselves (F94).
- PT404: no such access, or the caller may not know of it.';

revoke all
  on function "public"."change_access_window"(uuid, timestamp with time zone, text)
  from public;

grant execute
  on function "public"."change_access_window"(uuid, timestamp with time zone, text)
  to "authenticated", "postgres";
