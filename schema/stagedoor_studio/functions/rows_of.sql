-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.rows_of (
  p_project_id uuid,
  p_tables     text[],
  p_owner_id   uuid   default null::uuid
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122091400_studio_exports.sql

comment on function "stagedoor_studio"."rows_of"(uuid, text[], uuid) is
  'The rows of a studio in some tables of the part, by table.

Those of one owner, or all.';

revoke all on function "stagedoor_studio"."rows_of"(uuid, text[], uuid) from public;

grant execute on function "stagedoor_studio"."rows_of"(uuid, text[], uuid) to "postgres";
