-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.add_crew_member (
  p_crew_user_id uuid,
  p_notes        text default null::text
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122081100_theatre_managing.sql

comment on function "stagedoor_theatre"."add_crew_member"(uuid, text) is
  'Implementation of public.add_crew_member.';

revoke all on function "stagedoor_theatre"."add_crew_member"(uuid, text) from public;

grant execute
  on function "stagedoor_theatre"."add_crew_member"(uuid, text)
  to "authenticated", "postgres";
