-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.projects_instead (
  p_user_id        uuid,
  p_permission_key text
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122040120_answers_menus.sql

revoke all on function "stagedoor"."projects_instead"(uuid, text) from public;

grant execute on function "stagedoor"."projects_instead"(uuid, text) to "postgres";
