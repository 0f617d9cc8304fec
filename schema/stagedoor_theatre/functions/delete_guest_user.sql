-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.delete_guest_user (
  p_user_id uuid
)
  returns boolean
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122081000_theatre_guests.sql

comment on function "stagedoor_theatre"."delete_guest_user"(uuid) is
  'Implementation of public.delete_guest_user.';

revoke all on function "stagedoor_theatre"."delete_guest_user"(uuid) from public;

grant execute
  on function "stagedoor_theatre"."delete_guest_user"(uuid)
  to "authenticated", "postgres";
