-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.raise_former_scope (
  p_id uuid
)
  returns void
  language plpgsql
  immutable
  set search_path to '';
-- Its body: migrations/20261122020680_engine_refusals.sql

revoke all on function "stagedoor"."raise_former_scope"(uuid) from public;

grant execute on function "stagedoor"."raise_former_scope"(uuid) to "postgres";
