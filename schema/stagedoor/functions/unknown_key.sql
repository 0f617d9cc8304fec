-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.unknown_key (
  p_what  text,
  p_key   text,
  p_known text[]
)
  returns text
  language sql
  immutable
  parallel safe
  set search_path to '';
-- Its body: migrations/20261122020680_engine_refusals.sql

comment on function "stagedoor"."unknown_key"(text, text, text[]) is
  'A sentence that names the unknown key and the nearest known one.';

revoke all on function "stagedoor"."unknown_key"(text, text, text[]) from public;

grant execute on function "stagedoor"."unknown_key"(text, text, text[]) to "postgres";
