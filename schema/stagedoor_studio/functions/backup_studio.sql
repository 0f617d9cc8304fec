-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.backup_studio (
  p_project_id uuid
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122091400_studio_exports.sql

revoke all on function "stagedoor_studio"."backup_studio"(uuid) from public;

grant execute
  on function "stagedoor_studio"."backup_studio"(uuid)
  to "authenticated", "postgres";
