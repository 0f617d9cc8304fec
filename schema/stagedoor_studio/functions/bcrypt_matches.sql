-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.bcrypt_matches (
  p_code text,
  p_hash text
)
  returns boolean
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122091500_studio_master_code.sql

comment on function "stagedoor_studio"."bcrypt_matches"(text, text) is
  'Whether a code matches a hash.

Takes the same time for any hash, and for none.';

revoke all on function "stagedoor_studio"."bcrypt_matches"(text, text) from public;

grant execute on function "stagedoor_studio"."bcrypt_matches"(text, text) to "postgres";
