-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.their_text_set (
  p_scope_type text,
  p_key        text,
  p_is_own     boolean,
  p_prefix     text    default ''::text
)
  returns text
  language sql
  stable
  set search_path to '';
-- Its body: migrations/20261122030975_operations_protecting_files.sql

comment on function "stagedoor"."their_text_set"(text, text, boolean, text) is
  'The set of scopes in which the caller holds a key, as texts, as SQL.';

revoke all on function "stagedoor"."their_text_set"(text, text, boolean, text) from public;

grant execute
  on function "stagedoor"."their_text_set"(text, text, boolean, text)
  to "postgres";
