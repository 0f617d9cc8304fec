-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.account_is_live (
  p_user_id uuid
)
  returns boolean
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to '';
-- Its body: migrations/20261122010600_foundation_accounts.sql

revoke all on function "stagedoor"."account_is_live"(uuid) from public;

grant execute on function "stagedoor"."account_is_live"(uuid) to "postgres";
