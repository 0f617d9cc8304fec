-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.find_denial_bursts (
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
-- Its body: migrations/20261122030960_operations_findings.sql

revoke all
  on function "stagedoor"."find_denial_bursts"(stagedoor.alert_rules, timestamp
    with time zone, timestamp with time zone)
  from public;

grant execute
  on function "stagedoor"."find_denial_bursts"(stagedoor.alert_rules, timestamp
    with time zone, timestamp with time zone)
  to "postgres";
