-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.denials_left_behind (
  p_scope  stagedoor.scopes,
  p_parent stagedoor.scopes
)
  returns table (
    user_id uuid,
    key     text
  )
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122030210_operations_moving.sql

comment on function "stagedoor"."denials_left_behind"(stagedoor.scopes, stagedoor.scopes) is
  'The denials, by user and key, that end when a scope moves.';

revoke all
  on function "stagedoor"."denials_left_behind"(stagedoor.scopes, stagedoor.scopes)
  from public;

grant execute
  on function "stagedoor"."denials_left_behind"(stagedoor.scopes, stagedoor.scopes)
  to "postgres";
