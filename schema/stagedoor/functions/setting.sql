-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.setting (
  p_key text
)
  returns jsonb
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to '';
-- Its body: migrations/20261122010400_foundation_settings.sql

revoke all on function "stagedoor"."setting"(text) from public;

grant execute on function "stagedoor"."setting"(text) to "postgres";
