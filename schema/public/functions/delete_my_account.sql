-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.delete_my_account (
  p_transfer_to uuid default null::uuid
)
  returns jsonb
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122035320_api_accounts.sql

revoke all on function "public"."delete_my_account"(uuid) from public;

grant execute on function "public"."delete_my_account"(uuid) to "authenticated", "postgres";
