-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.lock_trees (
  p_scope_ids uuid[]
)
  returns void
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122020890_engine_holders.sql

revoke all on function "stagedoor"."lock_trees"(uuid[]) from public;

grant execute on function "stagedoor"."lock_trees"(uuid[]) to "postgres";
