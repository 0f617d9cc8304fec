-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.their_places (
  p_asked  jsonb,
  p_key    text,
  p_is_own boolean
)
  returns text
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122030940_operations_protection_terms.sql

comment on function "stagedoor"."their_places"(jsonb, text, boolean) is
  'The condition that a row is where the caller holds a key, as SQL.';

revoke all on function "stagedoor"."their_places"(jsonb, text, boolean) from public;

grant execute on function "stagedoor"."their_places"(jsonb, text, boolean) to "postgres";
