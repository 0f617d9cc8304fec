-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.raise_unknown (
  p_what  text,
  p_key   text,
  p_known text[]
)
  returns void
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122020680_engine_refusals.sql

comment on function "stagedoor"."raise_unknown"(text, text, text[]) is
  'Refuse an unknown key, and name the nearest known one (F86).

p_known: the keys that the caller may know of. Raises PT404, HTTP 404.';

revoke all on function "stagedoor"."raise_unknown"(text, text, text[]) from public;

grant execute on function "stagedoor"."raise_unknown"(text, text, text[]) to "postgres";
