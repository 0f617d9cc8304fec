-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.refuse_tracked (
  p_access_id uuid
)
  returns void
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122020840_engine_tracked_tables.sql

revoke all on function "stagedoor"."refuse_tracked"(uuid) from public;

grant execute on function "stagedoor"."refuse_tracked"(uuid) to "postgres";
