-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.acknowledge_alert (
  p_alert_id uuid,
  p_note     text default null::text
)
  returns boolean
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122035900_api_alerts.sql

revoke all on function "public"."acknowledge_alert"(uuid, text) from public;

grant execute
  on function "public"."acknowledge_alert"(uuid, text)
  to "authenticated", "postgres";
