-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.settle_alert_message (
  p_message_id   uuid,
  p_is_delivered boolean,
  p_error        text    default null::text
)
  returns boolean
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030980_operations_delivery.sql

comment on function "stagedoor"."settle_alert_message"(uuid, boolean, text) is
  'Implementation of public.settle_alert_message.';

revoke all on function "stagedoor"."settle_alert_message"(uuid, boolean, text) from public;

grant execute
  on function "stagedoor"."settle_alert_message"(uuid, boolean, text)
  to "postgres", "service_role";
