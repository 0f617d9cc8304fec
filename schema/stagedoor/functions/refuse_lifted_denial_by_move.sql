-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.refuse_lifted_denial_by_move (
  p_scope  stagedoor.scopes,
  p_parent stagedoor.scopes
)
  returns void
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122030210_operations_moving.sql

comment on function
  "stagedoor"."refuse_lifted_denial_by_move"(stagedoor.scopes, stagedoor.scopes) is
  'Refuse a move that lifts a denial of a key the mover does not hold.

Raises 42501 (F94).';

revoke all
  on function "stagedoor"."refuse_lifted_denial_by_move"(stagedoor.scopes, stagedoor.scopes)
  from public;

grant execute
  on function "stagedoor"."refuse_lifted_denial_by_move"(stagedoor.scopes, stagedoor.scopes)
  to "postgres";
