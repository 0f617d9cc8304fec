-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.check_window (
  p_valid_from  timestamp with time zone,
  p_valid_until timestamp with time zone
)
  returns void
  language plpgsql
  stable
  set search_path to ''
  AS $function$
begin
  if not coalesce(isfinite(p_valid_from), true)
    or not coalesce(isfinite(p_valid_until), true)
  then
    raise invalid_parameter_value using
      message = 'A window begins and ends at a moment, not at infinity',
      hint = 'Leave the end out for an access without end.';
  end if;
  if p_valid_from < '1900-01-01 00:00+00' or p_valid_until >= '10000-01-01 00:00+00' then
    raise invalid_parameter_value using
      message = 'A window lies between the years 1900 and 9999';
  end if;
  if p_valid_until <= greatest(p_valid_from, stagedoor.instant()) then
    raise invalid_parameter_value using
      message = 'A window ends after it begins, and not in the past',
      detail = json_build_object(
        'p_valid_from', p_valid_from, 'p_valid_until', p_valid_until);
  end if;
end;
$function$;

comment on function "stagedoor"."check_window"(timestamp with time zone, timestamp
  with time zone) is 'Raise 22023 for a window that is infinite, empty or over.';

revoke all
  on function "stagedoor"."check_window"(timestamp with time zone, timestamp with time zone)
  from public;

grant execute
  on function "stagedoor"."check_window"(timestamp with time zone, timestamp with time zone)
  to "postgres";
