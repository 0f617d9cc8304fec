-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.delete_my_account (
  p_transfer_to uuid default null::uuid
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030320_operations_closing.sql

revoke all on function "stagedoor"."delete_my_account"(uuid) from public;

grant execute
  on function "stagedoor"."delete_my_account"(uuid)
  to "authenticated", "postgres";
