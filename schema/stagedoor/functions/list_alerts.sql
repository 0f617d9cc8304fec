-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.list_alerts (
  p_scope_id uuid,
  p_limit    integer default 100
)
  returns table (
    alert_id        uuid,
    scope_id        uuid,
    rule_key        text,
    description     text,
    subject_id      uuid,
    detail          jsonb,
    raised_at       timestamp with time zone,
    acknowledged_at timestamp with time zone,
    acknowledged_by uuid,
    note            text,
    cause           text,
    raised_on       date
  )
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122030900_operations_alerts.sql

revoke all on function "stagedoor"."list_alerts"(uuid, integer) from public;

grant execute
  on function "stagedoor"."list_alerts"(uuid, integer)
  to "authenticated", "postgres";
