-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.is_new_scope (
  p_scope_id uuid
)
  returns boolean
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to '';
-- Its body: migrations/20261122020805_engine_organization_sets.sql

revoke all on function "stagedoor"."is_new_scope"(uuid) from public;

grant execute on function "stagedoor"."is_new_scope"(uuid) to "authenticated", "postgres";
