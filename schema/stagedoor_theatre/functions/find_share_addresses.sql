-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.find_share_addresses (
  p_rule  stagedoor.alert_rules,
  p_since timestamp with time zone,
  p_until timestamp with time zone
)
  returns table (
    scope_id    uuid,
    subject_id  uuid,
    cause       text,
    occurred_at timestamp with time zone,
    detail      jsonb
  )
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122081320_theatre_alerts.sql

comment on function
  "stagedoor_theatre"."find_share_addresses"(stagedoor.alert_rules, timestamp
  with time zone, timestamp with time zone) is 'Which share was opened from many addresses (F89).

Of IPv6 each /64 is one. Whose alert it is: where the script is logged.';

revoke all
  on function "stagedoor_theatre"."find_share_addresses"(stagedoor.alert_rules, timestamp
    with time zone, timestamp with time zone)
  from public;

grant execute
  on function "stagedoor_theatre"."find_share_addresses"(stagedoor.alert_rules, timestamp
    with time zone, timestamp with time zone)
  to "postgres";
