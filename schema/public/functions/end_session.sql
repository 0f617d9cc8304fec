-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.end_session (
  p_session_id uuid
)
  returns boolean
  language plpgsql
  set search_path to ''
  AS $function$
begin
  return stagedoor.end_session(p_session_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$function$;

comment on function "public"."end_session"(uuid) is 'End one of the caller''s sessions (F92).

It is not renewed, and its elevations are over. Its access token stays valid until it runs
out.

Raises:
- 42501: no live session of one''s own to ask from.
- PT404: the caller has no such session.';

revoke all on function "public"."end_session"(uuid) from public;

grant execute on function "public"."end_session"(uuid) to "authenticated", "postgres";
