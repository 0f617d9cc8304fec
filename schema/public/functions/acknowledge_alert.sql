-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.acknowledge_alert (
  p_alert_id uuid,
  p_note     text default null::text
)
  returns boolean
  language plpgsql
  set search_path to ''
  AS $function$
begin
  return stagedoor.acknowledge_alert(p_alert_id, p_note);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$function$;

comment on function "public"."acknowledge_alert"(uuid, text) is 'Say that an alert was looked at. Returns whether it was open.

The same thing raises a new alert from then on. Needs audit:view.

Raises:
- 23514: a note of more than 1000 characters.
- PT404: no such alert, or the caller does not hold audit:view there.';

revoke all on function "public"."acknowledge_alert"(uuid, text) from public;

grant execute
  on function "public"."acknowledge_alert"(uuid, text)
  to "authenticated", "postgres";
