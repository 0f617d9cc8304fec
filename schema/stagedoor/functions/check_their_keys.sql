-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.check_their_keys (
  p_module text,
  p_keys   jsonb,
  p_roles  jsonb
)
  returns void
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122030945_operations_protection_asked.sql

comment on function "stagedoor"."check_their_keys"(text, jsonb, jsonb) is
  'Refuse keys, roles and policies that protect cannot write. Raises 22023.';

revoke all on function "stagedoor"."check_their_keys"(text, jsonb, jsonb) from public;

grant execute on function "stagedoor"."check_their_keys"(text, jsonb, jsonb) to "postgres";
