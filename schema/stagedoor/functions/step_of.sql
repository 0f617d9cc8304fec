-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.step_of (
  p_reason text
)
  returns text
  language sql
  immutable
  parallel safe
  set search_path to '';
-- Its body: migrations/20261122040110_answers_decisions.sql

revoke all on function "stagedoor"."step_of"(text) from public;

grant execute on function "stagedoor"."step_of"(text) to "postgres";
