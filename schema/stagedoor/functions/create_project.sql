-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.create_project (
  p_organization_id uuid,
  p_name            text,
  p_creator_role    text default null::text
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030200_operations_scopes.sql

comment on function "stagedoor"."create_project"(uuid, text, text) is
  'Implementation of public.create_project.';

revoke all on function "stagedoor"."create_project"(uuid, text, text) from public;

grant execute
  on function "stagedoor"."create_project"(uuid, text, text)
  to "authenticated", "postgres";
