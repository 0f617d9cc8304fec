-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.raise_alert (
  p_scope_id    uuid,
  p_rule_key    text,
  p_subject_id  uuid,
  p_detail      jsonb                    default '{}'::jsonb,
  p_cause       text                     default ''::text,
  p_occurred_at timestamp with time zone default null::timestamp with time zone
)
  returns boolean
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122020650_engine_alerts.sql

revoke all
  on function "stagedoor"."raise_alert"(uuid, text, uuid, jsonb, text, timestamp
    with time zone)
  from public;

grant execute
  on function "stagedoor"."raise_alert"(uuid, text, uuid, jsonb, text, timestamp
    with time zone)
  to "postgres";
