-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.access_state (
  p_status      text,
  p_valid_from  timestamp with time zone,
  p_valid_until timestamp with time zone,
  p_at          timestamp with time zone
)
  returns text
  language sql
  immutable
  parallel safe
  set search_path to ''
  AS $function$
  select case
    when p_status = 'Revoked' then 'revoked'
    when p_status = 'Invited' then 'invited'
    when p_valid_until <= p_at then 'expired'
    when p_valid_from > p_at then 'not_yet_valid'
    else 'live'
  end
$function$;

comment on function "stagedoor"."access_state"(text, timestamp with time zone, timestamp
  with time zone, timestamp with time zone) is 'What an access is at a moment.

live, invited, not_yet_valid, expired or revoked.';

revoke all
  on function "stagedoor"."access_state"(text, timestamp with time zone, timestamp
    with time zone, timestamp with time zone)
  from public;

grant execute
  on function "stagedoor"."access_state"(text, timestamp with time zone, timestamp
    with time zone, timestamp with time zone)
  to "authenticated", "postgres";
