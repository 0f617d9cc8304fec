-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.link_artist (
  p_artist_id uuid,
  p_user_id   uuid
)
  returns boolean
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122095100_api_studio_staff.sql

revoke all on function "public"."link_artist"(uuid, uuid) from public;

grant execute on function "public"."link_artist"(uuid, uuid) to "authenticated", "postgres";
