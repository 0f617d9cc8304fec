-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.every_scope_with (
  key text
)
  returns uuid[]
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to '';
-- Its body: migrations/20261122020810_engine_reading_sets.sql

revoke all on function "stagedoor"."every_scope_with"(text) from public;

grant execute
  on function "stagedoor"."every_scope_with"(text)
  to "authenticated", "postgres";
