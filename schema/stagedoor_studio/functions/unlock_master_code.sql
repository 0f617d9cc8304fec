-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.unlock_master_code (
  p_project_id uuid,
  p_user_id    uuid default null::uuid
)
  returns void
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122091610_studio_wrong_codes.sql

comment on function "stagedoor_studio"."unlock_master_code"(uuid, uuid) is
  'Implementation of public.unlock_master_code.';

revoke all on function "stagedoor_studio"."unlock_master_code"(uuid, uuid) from public;

grant execute
  on function "stagedoor_studio"."unlock_master_code"(uuid, uuid)
  to "authenticated", "postgres";
