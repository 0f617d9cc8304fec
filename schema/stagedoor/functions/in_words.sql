-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.in_words (
  p_access jsonb
)
  returns text
  language sql
  immutable
  parallel safe
  set search_path to '';
-- Its body: migrations/20261122040100_answers_explaining.sql

revoke all on function "stagedoor"."in_words"(jsonb) from public;

grant execute on function "stagedoor"."in_words"(jsonb) to "postgres";
