-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.alert_lockout (
  p_user_id    uuid,
  p_project_id uuid,
  p_retry_at   timestamp with time zone
)
  returns void
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122091610_studio_wrong_codes.sql

revoke all
  on function "stagedoor_studio"."alert_lockout"(uuid, uuid, timestamp with time zone)
  from public;

grant execute
  on function "stagedoor_studio"."alert_lockout"(uuid, uuid, timestamp with time zone)
  to "postgres";
