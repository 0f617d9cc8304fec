-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.bcrypt_salt()
  returns text
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122091500_studio_master_code.sql

revoke all on function "stagedoor_studio"."bcrypt_salt"() from public;

grant execute on function "stagedoor_studio"."bcrypt_salt"() to "postgres";
