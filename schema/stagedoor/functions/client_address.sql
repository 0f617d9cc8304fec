-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.client_address (
  p_client_ip text default null::text
)
  returns text
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122020600_engine_attempts.sql

revoke all on function "stagedoor"."client_address"(text) from public;

grant execute on function "stagedoor"."client_address"(text) to "postgres";
