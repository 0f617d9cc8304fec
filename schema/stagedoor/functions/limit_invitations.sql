-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.limit_invitations()
  returns void
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030400_operations_invitations.sql

revoke all on function "stagedoor"."limit_invitations"() from public;

grant execute on function "stagedoor"."limit_invitations"() to "postgres";
