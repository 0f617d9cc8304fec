-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.log_shown (
  p_action        text,
  p_resource_type text,
  p_resource_ids  text[],
  p_scope_id      uuid   default null::uuid
)
  returns void
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122020820_engine_access_log.sql

comment on function "stagedoor"."log_shown"(text, text, text[], uuid) is
  'Note that a list showed somebody or something to the caller (F88).

A list is asked for often: one line an hour, resource and app says as much. Silent where
the transaction only reads, as a GET does.';

revoke all on function "stagedoor"."log_shown"(text, text, text[], uuid) from public;

grant execute on function "stagedoor"."log_shown"(text, text, text[], uuid) to "postgres";
