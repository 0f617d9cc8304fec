-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.add_artist (
  p_project_id   uuid,
  p_user_id      uuid,
  p_display_name text
)
  returns uuid
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122095100_api_studio_staff.sql

revoke all on function "public"."add_artist"(uuid, uuid, text) from public;

grant execute
  on function "public"."add_artist"(uuid, uuid, text)
  to "authenticated", "postgres";
