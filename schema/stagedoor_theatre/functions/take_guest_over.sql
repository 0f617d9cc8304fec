-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.take_guest_over (
  p_guest_id uuid,
  p_user_id  uuid
)
  returns void
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122081010_theatre_claiming.sql

comment on function "stagedoor_theatre"."take_guest_over"(uuid, uuid) is
  'Let a login take over a guest: relationships, titles, grants (F82).';

revoke all on function "stagedoor_theatre"."take_guest_over"(uuid, uuid) from public;

grant execute on function "stagedoor_theatre"."take_guest_over"(uuid, uuid) to "postgres";
