-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.undo_tracking (
  p_table    regclass,
  p_kind     text,
  p_function regproc
)
  returns SETOF text
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122030935_operations_untracking.sql

comment on function "stagedoor"."undo_tracking"(regclass, text, regproc) is
  'The statements that take the triggers of a tracked table away.

Raises 22023 for a table that is not tracked so.';

revoke all on function "stagedoor"."undo_tracking"(regclass, text, regproc) from public;

grant execute on function "stagedoor"."undo_tracking"(regclass, text, regproc) to "postgres";
