-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.acknowledge_alert (
  p_alert_id uuid,
  p_note     text default null::text
)
  returns boolean
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030900_operations_alerts.sql

revoke all on function "stagedoor"."acknowledge_alert"(uuid, text) from public;

grant execute
  on function "stagedoor"."acknowledge_alert"(uuid, text)
  to "authenticated", "postgres";
