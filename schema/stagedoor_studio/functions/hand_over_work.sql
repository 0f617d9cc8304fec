-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.hand_over_work (
  p_artist_ids uuid[]
)
  returns integer
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122091000_studio_roles.sql

revoke all on function "stagedoor_studio"."hand_over_work"(uuid[]) from public;

grant execute on function "stagedoor_studio"."hand_over_work"(uuid[]) to "postgres";
