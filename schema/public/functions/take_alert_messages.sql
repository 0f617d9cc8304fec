-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.take_alert_messages (
  p_limit integer default 20
)
  returns table (
    message_id uuid,
    created_at timestamp with time zone,
    attempt    integer,
    payload    jsonb
  )
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122035900_api_alerts.sql

revoke all on function "public"."take_alert_messages"(integer) from public;

grant execute
  on function "public"."take_alert_messages"(integer)
  to "postgres", "service_role";
