-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.remove_crew_member (
  p_crew_user_id uuid
)
  returns boolean
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122085200_api_theatre_crew.sql

revoke all on function "public"."remove_crew_member"(uuid) from public;

grant execute on function "public"."remove_crew_member"(uuid) to "authenticated", "postgres";
