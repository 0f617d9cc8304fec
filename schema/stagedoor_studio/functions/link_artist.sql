-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.link_artist (
  p_artist_id uuid,
  p_user_id   uuid
)
  returns boolean
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122091100_studio_studios.sql

comment on function "stagedoor_studio"."link_artist"(uuid, uuid) is
  'Implementation of public.link_artist.';

revoke all on function "stagedoor_studio"."link_artist"(uuid, uuid) from public;

grant execute
  on function "stagedoor_studio"."link_artist"(uuid, uuid)
  to "authenticated", "postgres";
