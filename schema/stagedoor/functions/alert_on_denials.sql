-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.alert_on_denials (
  p_user_id        uuid,
  p_permission_key text,
  p_scope_id       uuid
)
  returns void
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030100_operations_questions.sql

comment on function "stagedoor"."alert_on_denials"(uuid, text, uuid) is
  'Alert where a member was refused the same key too often (F89).

Within an hour, as often as the rule repeated_denials says.';

revoke all on function "stagedoor"."alert_on_denials"(uuid, text, uuid) from public;

grant execute on function "stagedoor"."alert_on_denials"(uuid, text, uuid) to "postgres";
