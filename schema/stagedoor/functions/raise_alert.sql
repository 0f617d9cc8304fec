-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.raise_alert (
  p_scope_id   uuid,
  p_rule_key   text,
  p_subject_id uuid,
  p_detail     jsonb default '{}'::jsonb
)
  returns boolean
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122020650_engine_alerts.sql

comment on function "stagedoor"."raise_alert"(uuid, text, uuid, jsonb) is
  'Raise an alert at a scope, unless the same one is open (F89).

Returns whether it is new. A mailer reads it from the outbox.';

revoke all on function "stagedoor"."raise_alert"(uuid, text, uuid, jsonb) from public;

grant execute on function "stagedoor"."raise_alert"(uuid, text, uuid, jsonb) to "postgres";
