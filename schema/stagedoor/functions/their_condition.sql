-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.their_condition (
  p_asked jsonb,
  p_key   text
)
  returns text
  language sql
  stable
  set search_path to '';
-- Its body: migrations/20261122030940_operations_protection_terms.sql

revoke all on function "stagedoor"."their_condition"(jsonb, text) from public;

grant execute on function "stagedoor"."their_condition"(jsonb, text) to "postgres";
