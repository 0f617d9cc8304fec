-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.read_permissions (
  p_permissions jsonb,
  p_script_id   uuid
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122081300_theatre_sharing.sql

comment on function "stagedoor_theatre"."read_permissions"(jsonb, uuid) is
  'What a share permits: as asked, the rest as the seed has it (F77).

Raises 22023, PT404 for a department that is neither the owner''s nor in the script.';

revoke all on function "stagedoor_theatre"."read_permissions"(jsonb, uuid) from public;

grant execute on function "stagedoor_theatre"."read_permissions"(jsonb, uuid) to "postgres";
