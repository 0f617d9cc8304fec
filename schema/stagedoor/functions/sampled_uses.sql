-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.sampled_uses (
  p_endpoint text
)
  returns integer
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122020610_engine_endpoint_limits.sql

revoke all on function "stagedoor"."sampled_uses"(text) from public;

grant execute on function "stagedoor"."sampled_uses"(text) to "postgres";
