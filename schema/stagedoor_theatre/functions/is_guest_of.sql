-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.is_guest_of (
  p_user_id    uuid,
  p_manager_id uuid
)
  returns boolean
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122080300_theatre_crew.sql

comment on function "stagedoor_theatre"."is_guest_of"(uuid, uuid) is
  'Whether somebody is a guest that somebody made (F81).';

revoke all on function "stagedoor_theatre"."is_guest_of"(uuid, uuid) from public;

grant execute on function "stagedoor_theatre"."is_guest_of"(uuid, uuid) to "postgres";
