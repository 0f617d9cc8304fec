-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.settle_alert_message (
  p_message_id   uuid,
  p_is_delivered boolean,
  p_error        text    default null::text
)
  returns boolean
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122035900_api_alerts.sql

comment on function "public"."settle_alert_message"(uuid, boolean, text) is
  'Say whether a message that was taken was delivered. Service only.

Returns whether it was open. p_error: why not, of which 400 characters are kept (F89).

Raises:
- 22023: without p_is_delivered.
- 42501: for the service only.
- PT409: lost a race: try again.';

revoke all on function "public"."settle_alert_message"(uuid, boolean, text) from public;

grant execute
  on function "public"."settle_alert_message"(uuid, boolean, text)
  to "postgres", "service_role";
