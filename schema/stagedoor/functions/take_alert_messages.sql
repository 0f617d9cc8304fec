-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.take_alert_messages (
  p_limit integer default 20
)
  returns table (
    message_id uuid,
    created_at timestamp with time zone,
    attempt    integer,
    payload    jsonb
  )
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030980_operations_delivery.sql

revoke all on function "stagedoor"."take_alert_messages"(integer) from public;

grant execute
  on function "stagedoor"."take_alert_messages"(integer)
  to "postgres", "service_role";
