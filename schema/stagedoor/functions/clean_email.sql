-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.clean_email (
  p_email text
)
  returns text
  language plpgsql
  immutable
  set search_path to '';
-- Its body: migrations/20261122030400_operations_invitations.sql

revoke all on function "stagedoor"."clean_email"(text) from public;

grant execute on function "stagedoor"."clean_email"(text) to "postgres";
