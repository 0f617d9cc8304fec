-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.add_artist (
  p_project_id   uuid,
  p_user_id      uuid,
  p_display_name text
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122091100_studio_studios.sql

comment on function "stagedoor_studio"."add_artist"(uuid, uuid, text) is
  'Implementation of public.add_artist.';

revoke all on function "stagedoor_studio"."add_artist"(uuid, uuid, text) from public;

grant execute
  on function "stagedoor_studio"."add_artist"(uuid, uuid, text)
  to "authenticated", "postgres";
