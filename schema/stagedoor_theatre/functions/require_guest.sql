-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.require_guest (
  p_user_id uuid
)
  returns stagedoor.user_accounts
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122081000_theatre_guests.sql

revoke all on function "stagedoor_theatre"."require_guest"(uuid) from public;

grant execute on function "stagedoor_theatre"."require_guest"(uuid) to "postgres";
