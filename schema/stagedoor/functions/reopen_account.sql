-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.reopen_account (
  p_user_id uuid
)
  returns void
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122010600_foundation_accounts.sql

revoke all on function "stagedoor"."reopen_account"(uuid) from public;

grant execute on function "stagedoor"."reopen_account"(uuid) to "postgres";
