-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.add_crew_member (
  p_crew_user_id uuid,
  p_notes        text default null::text
)
  returns jsonb
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122085200_api_theatre_crew.sql

revoke all on function "public"."add_crew_member"(uuid, text) from public;

grant execute
  on function "public"."add_crew_member"(uuid, text)
  to "authenticated", "postgres";
