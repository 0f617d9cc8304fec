-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.list_staff (
  p_project_id uuid
)
  returns table (
    user_id      uuid,
    display_name text,
    role_key     text,
    artist_id    uuid,
    is_active    boolean,
    valid_until  timestamp with time zone
  )
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122091110_studio_staff.sql

revoke all on function "stagedoor_studio"."list_staff"(uuid) from public;

grant execute
  on function "stagedoor_studio"."list_staff"(uuid)
  to "authenticated", "postgres";
