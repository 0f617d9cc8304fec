-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.update_crew_member (
  p_crew_user_id       uuid,
  p_user_data          jsonb default null::jsonb,
  p_relationship_notes text  default null::text
)
  returns boolean
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122081100_theatre_managing.sql

comment on function "stagedoor_theatre"."update_crew_member"(uuid, jsonb, text) is
  'Implementation of public.update_crew_member.';

revoke all
  on function "stagedoor_theatre"."update_crew_member"(uuid, jsonb, text)
  from public;

grant execute
  on function "stagedoor_theatre"."update_crew_member"(uuid, jsonb, text)
  to "authenticated", "postgres";
