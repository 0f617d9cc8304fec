-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.enforce_row (
  p_what           text,
  p_view_key       text,
  p_permission_key text,
  p_scope_id       uuid,
  p_owner_id       uuid default null::uuid
)
  returns void
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122020900_engine_guards.sql

comment on function "stagedoor"."enforce_row"(text, text, text, uuid, uuid) is
  'Guard a change of one row, before it is locked (F57, F86).

A definer selects the row and calls this, selects the row again for update, and calls
require for the locked row. Raises PT404, naming p_what, where there is no row or the caller
may not see it by p_view_key, and 42501 as enforce does.';

revoke all on function "stagedoor"."enforce_row"(text, text, text, uuid, uuid) from public;

grant execute
  on function "stagedoor"."enforce_row"(text, text, text, uuid, uuid)
  to "postgres";
