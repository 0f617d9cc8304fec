-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.works_in (
  p_user_id    uuid,
  p_project_id uuid
)
  returns boolean
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122091600_studio_attempts.sql

revoke all on function "stagedoor_studio"."works_in"(uuid, uuid) from public;

grant execute on function "stagedoor_studio"."works_in"(uuid, uuid) to "postgres";
