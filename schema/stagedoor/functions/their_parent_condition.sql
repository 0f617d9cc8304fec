-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.their_parent_condition (
  p_table regclass,
  p_key   text
)
  returns text
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122030940_operations_protection_terms.sql

comment on function "stagedoor"."their_parent_condition"(regclass, text) is
  'When a row may be inserted that becomes a scope, as SQL.

The key is held at the parent; at the top anybody who is signed in starts one.';

revoke all on function "stagedoor"."their_parent_condition"(regclass, text) from public;

grant execute on function "stagedoor"."their_parent_condition"(regclass, text) to "postgres";
