-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.insert_tracked_scope (
  p_scope_type  text,
  p_id          uuid,
  p_parent_id   uuid,
  p_name        text,
  p_is_archived boolean
)
  returns void
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030915_operations_scope_rows.sql

comment on function "stagedoor"."insert_tracked_scope"(text, uuid, uuid, text, boolean) is
  'Make a scope of a new row.

Raises 23505 for an id that was ever a scope: old grants would be revived (F130).';

revoke all
  on function "stagedoor"."insert_tracked_scope"(text, uuid, uuid, text, boolean)
  from public;

grant execute
  on function "stagedoor"."insert_tracked_scope"(text, uuid, uuid, text, boolean)
  to "postgres";
