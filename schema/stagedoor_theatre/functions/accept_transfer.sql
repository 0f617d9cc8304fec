-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.accept_transfer (
  p_transfer_id uuid
)
  returns boolean
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122081400_theatre_handing_over.sql

revoke all on function "stagedoor_theatre"."accept_transfer"(uuid) from public;

grant execute
  on function "stagedoor_theatre"."accept_transfer"(uuid)
  to "authenticated", "postgres";
