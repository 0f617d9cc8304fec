-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.access_window (
  p_valid_from  timestamp with time zone,
  p_valid_until timestamp with time zone,
  p_granted_at  timestamp with time zone
)
  returns tstzrange
  language plpgsql
  immutable
  parallel safe
  set search_path to ''
  AS $function$
begin
  -- Given when it was over already, it is no time at all.
  return tstzrange(
    least(coalesce(p_valid_from, p_granted_at), p_valid_until), p_valid_until);
end;
$function$;

comment on function "stagedoor"."access_window"(timestamp with time zone, timestamp
  with time zone, timestamp with time zone) is 'The time for which an access counts, half-open (F19, F98).

Without valid_from it begins when it was given, so that what has expired can be given
again.';

revoke all
  on function "stagedoor"."access_window"(timestamp with time zone, timestamp
    with time zone, timestamp with time zone)
  from public;

grant execute
  on function "stagedoor"."access_window"(timestamp with time zone, timestamp
    with time zone, timestamp with time zone)
  to "postgres";
