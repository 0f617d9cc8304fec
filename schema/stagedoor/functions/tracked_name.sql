-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tracked_name (
  p_name       text,
  p_scope_type text,
  p_id         uuid
)
  returns text
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122030915_operations_scope_rows.sql

comment on function "stagedoor"."tracked_name"(text, text, uuid) is
  'The name of a scope from a name of any kind.

Cut after 200 characters, without control characters; blank, the type and the begin of the
id.';

revoke all on function "stagedoor"."tracked_name"(text, text, uuid) from public;

grant execute on function "stagedoor"."tracked_name"(text, text, uuid) to "postgres";
