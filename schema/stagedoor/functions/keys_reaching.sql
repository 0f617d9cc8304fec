-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.keys_reaching (
  p_keys          text[],
  p_policy        text,
  p_assigned_only text[]
)
  returns text[]
  language plpgsql
  immutable
  parallel safe
  set search_path to '';
-- Its body: migrations/20261122021000_engine_menu.sql

comment on function "stagedoor"."keys_reaching"(text[], text, text[]) is
  'Those keys that reach every project, not assigned ones alone (F2).';

revoke all on function "stagedoor"."keys_reaching"(text[], text, text[]) from public;

grant execute on function "stagedoor"."keys_reaching"(text[], text, text[]) to "postgres";
