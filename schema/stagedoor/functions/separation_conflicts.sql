-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.separation_conflicts (
  p_access_id uuid
)
  returns table (
    rule_key  text,
    access_id uuid
  )
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122020910_engine_separation.sql

revoke all on function "stagedoor"."separation_conflicts"(uuid) from public;

grant execute on function "stagedoor"."separation_conflicts"(uuid) to "postgres";
