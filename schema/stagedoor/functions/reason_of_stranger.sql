-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.reason_of_stranger (
  p_permission_key text
)
  returns stagedoor.decision_reasons
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122030100_operations_questions.sql

revoke all on function "stagedoor"."reason_of_stranger"(text) from public;

grant execute on function "stagedoor"."reason_of_stranger"(text) to "postgres";
