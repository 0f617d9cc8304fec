-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.check_guest_address (
  p_email   text,
  p_user_id uuid
)
  returns void
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122081000_theatre_guests.sql

comment on function "stagedoor_theatre"."check_guest_address"(text, uuid) is
  'Raise 22023 for one''s own address, 23505 for one that one''s guest has.';

revoke all on function "stagedoor_theatre"."check_guest_address"(text, uuid) from public;

grant execute
  on function "stagedoor_theatre"."check_guest_address"(text, uuid)
  to "postgres";
