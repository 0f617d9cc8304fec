-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.nearest (
  p_word  text,
  p_known text[]
)
  returns text
  language sql
  immutable
  parallel safe
  set search_path to '';
-- Its body: migrations/20261122020680_engine_refusals.sql

revoke all on function "stagedoor"."nearest"(text, text[]) from public;

grant execute on function "stagedoor"."nearest"(text, text[]) to "postgres";
