-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.bcrypt (
  p_code text,
  p_salt text
)
  returns text
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122091500_studio_master_code.sql

revoke all on function "stagedoor_studio"."bcrypt"(text, text) from public;

grant execute on function "stagedoor_studio"."bcrypt"(text, text) to "postgres";
