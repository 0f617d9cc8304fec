-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.archive_tracked_scope (
  p_scope_id    uuid,
  p_is_archived boolean
)
  returns void
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030915_operations_scope_rows.sql

comment on function "stagedoor"."archive_tracked_scope"(uuid, boolean) is
  'Archive or restore the scope of a row, under the guards of the calls.';

revoke all on function "stagedoor"."archive_tracked_scope"(uuid, boolean) from public;

grant execute on function "stagedoor"."archive_tracked_scope"(uuid, boolean) to "postgres";
