-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.take_back_failure (
  p_kind    text,
  p_subject text
)
  returns void
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122020600_engine_attempts.sql

revoke all on function "stagedoor"."take_back_failure"(text, text) from public;

grant execute on function "stagedoor"."take_back_failure"(text, text) to "postgres";
