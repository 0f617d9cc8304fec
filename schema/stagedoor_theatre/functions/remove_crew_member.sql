-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.remove_crew_member (
  p_crew_user_id uuid
)
  returns boolean
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122081100_theatre_managing.sql

comment on function "stagedoor_theatre"."remove_crew_member"(uuid) is
  'Implementation of public.remove_crew_member.';

revoke all on function "stagedoor_theatre"."remove_crew_member"(uuid) from public;

grant execute
  on function "stagedoor_theatre"."remove_crew_member"(uuid)
  to "authenticated", "postgres";
