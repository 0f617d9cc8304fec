-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.token_hash (
  p_token text
)
  returns bytea
  language sql
  immutable
  set search_path to '';
-- Its body: migrations/20261122030400_operations_invitations.sql

revoke all on function "stagedoor"."token_hash"(text) from public;

grant execute on function "stagedoor"."token_hash"(text) to "postgres";
