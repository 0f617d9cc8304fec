-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.new_token()
  returns text
  language sql
  set search_path to '';
-- Its body: migrations/20261122030400_operations_invitations.sql

revoke all on function "stagedoor"."new_token"() from public;

grant execute on function "stagedoor"."new_token"() to "postgres";
