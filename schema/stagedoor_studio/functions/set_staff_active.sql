-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.set_staff_active (
  p_project_id uuid,
  p_user_id    uuid,
  p_is_active  boolean
)
  returns boolean
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122091110_studio_staff.sql

comment on function "stagedoor_studio"."set_staff_active"(uuid, uuid, boolean) is
  'Implementation of public.set_staff_active.';

revoke all
  on function "stagedoor_studio"."set_staff_active"(uuid, uuid, boolean)
  from public;

grant execute
  on function "stagedoor_studio"."set_staff_active"(uuid, uuid, boolean)
  to "authenticated", "postgres";
