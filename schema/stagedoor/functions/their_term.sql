-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.their_term (
  p_table regclass,
  p_path  text
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122030940_operations_protection_terms.sql

revoke all on function "stagedoor"."their_term"(regclass, text) from public;

grant execute on function "stagedoor"."their_term"(regclass, text) to "postgres";
