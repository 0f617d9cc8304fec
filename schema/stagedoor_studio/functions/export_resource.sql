-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.export_resource (
  p_project_id uuid,
  p_resource   text
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122091400_studio_exports.sql

comment on function "stagedoor_studio"."export_resource"(uuid, text) is
  'Implementation of public.export_resource.';

revoke all on function "stagedoor_studio"."export_resource"(uuid, text) from public;

grant execute
  on function "stagedoor_studio"."export_resource"(uuid, text)
  to "authenticated", "postgres";
