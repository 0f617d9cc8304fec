-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.keys_when_archived (
  p_keys text[]
)
  returns text[]
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to '';
-- Its body: migrations/20261122021000_engine_menu.sql

revoke all on function "stagedoor"."keys_when_archived"(text[]) from public;

grant execute on function "stagedoor"."keys_when_archived"(text[]) to "postgres";
