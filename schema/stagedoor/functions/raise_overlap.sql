-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.raise_overlap (
  p_access stagedoor.user_accesses,
  p_hint   text
)
  returns void
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122020680_engine_refusals.sql

comment on function "stagedoor"."raise_overlap"(stagedoor.user_accesses, text) is
  'Refuse a window that overlaps another of the same, and name that.

Raises 23505.';

revoke all
  on function "stagedoor"."raise_overlap"(stagedoor.user_accesses, text)
  from public;

grant execute
  on function "stagedoor"."raise_overlap"(stagedoor.user_accesses, text)
  to "postgres";
