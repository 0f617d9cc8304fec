-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.forget_failures (
  p_kind    text,
  p_subject text
)
  returns void
  language sql
  security definer
  set search_path to '';
-- Its body: migrations/20261122020600_engine_attempts.sql

revoke all on function "stagedoor"."forget_failures"(text, text) from public;

grant execute on function "stagedoor"."forget_failures"(text, text) to "postgres";
