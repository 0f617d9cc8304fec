-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.unfinished_attempt (
  p_sqlstate text
)
  returns jsonb
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122020600_engine_attempts.sql

revoke all on function "stagedoor"."unfinished_attempt"(text) from public;

grant execute on function "stagedoor"."unfinished_attempt"(text) to "postgres";
