-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.endpoint_retry_at (
  p_endpoint text,
  p_subject  text
)
  returns timestamp with time zone
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122020610_engine_endpoint_limits.sql

revoke all on function "stagedoor"."endpoint_retry_at"(text, text) from public;

grant execute on function "stagedoor"."endpoint_retry_at"(text, text) to "postgres";
