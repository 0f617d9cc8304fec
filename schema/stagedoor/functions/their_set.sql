-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.their_set (
  p_scope_type text,
  p_key        text,
  p_is_own     boolean
)
  returns text
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122030940_operations_protection_terms.sql

comment on function "stagedoor"."their_set"(text, text, boolean) is
  'The set of scopes of a type in which the caller holds a key, as SQL.';

revoke all on function "stagedoor"."their_set"(text, text, boolean) from public;

grant execute on function "stagedoor"."their_set"(text, text, boolean) to "postgres";
