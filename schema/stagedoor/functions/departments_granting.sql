-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.departments_granting (
  p_permission_key text,
  p_project_id     uuid,
  p_is_own         boolean
)
  returns uuid[]
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to '';
-- Its body: migrations/20261122020790_engine_covered_sets.sql

comment on function "stagedoor"."departments_granting"(text, uuid, boolean) is
  'Departments of a project in which the caller holds a key.';

revoke all on function "stagedoor"."departments_granting"(text, uuid, boolean) from public;

grant execute
  on function "stagedoor"."departments_granting"(text, uuid, boolean)
  to "postgres";
