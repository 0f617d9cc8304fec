-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.open_projects (
  p_project_ids      uuid[],
  p_organization_ids uuid[],
  p_has_twice        boolean,
  p_permission_key   text
)
  returns uuid[]
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan';
-- Its body: migrations/20261122020790_engine_covered_sets.sql

comment on function "stagedoor"."open_projects"(uuid[], uuid[], boolean, text) is
  'Projects, and those of organizations, that are not archived, each once.

p_has_twice: a project may stand in the array more than once. Archived ones stay where the
key counts in them.';

revoke all
  on function "stagedoor"."open_projects"(uuid[], uuid[], boolean, text)
  from public;

grant execute
  on function "stagedoor"."open_projects"(uuid[], uuid[], boolean, text)
  to "postgres";
