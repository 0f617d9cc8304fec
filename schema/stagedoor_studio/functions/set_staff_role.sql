-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.set_staff_role (
  p_project_id  uuid,
  p_user_id     uuid,
  p_role_key    text,
  p_valid_until timestamp with time zone default null::timestamp with time zone
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122091110_studio_staff.sql

revoke all
  on function "stagedoor_studio"."set_staff_role"(uuid, uuid, text, timestamp
    with time zone)
  from public;

grant execute
  on function "stagedoor_studio"."set_staff_role"(uuid, uuid, text, timestamp
    with time zone)
  to "authenticated", "postgres";
