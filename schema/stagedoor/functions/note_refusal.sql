-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.note_refusal (
  p_outcome       jsonb,
  p_action        text,
  p_resource_type text,
  p_resource_id   text  default null::text,
  p_scope_id      uuid  default null::uuid,
  p_user_id       uuid  default null::uuid,
  p_client_ip     text  default null::text,
  p_user_agent    text  default null::text
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122020820_engine_access_log.sql

comment on function
  "stagedoor"."note_refusal"(jsonb, text, text, text, uuid, uuid, text, text) is
  'Note a refused outcome in the access log; returns the outcome (F88).

Never raises. The same refusal of the same user or address within a minute is one line, with
its times. p_user_id and p_client_ip: for whom the service asks. p_resource_id: null where
the caller may not know what it was.';

revoke all
  on function "stagedoor"."note_refusal"(jsonb, text, text, text, uuid, uuid, text, text)
  from public;

grant execute
  on function "stagedoor"."note_refusal"(jsonb, text, text, text, uuid, uuid, text, text)
  to "postgres";
