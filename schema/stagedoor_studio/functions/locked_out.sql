-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.locked_out (
  p_retry_at timestamp with time zone
)
  returns jsonb
  language sql
  set search_path to '';
-- Its body: migrations/20261122091600_studio_attempts.sql

revoke all on function "stagedoor_studio"."locked_out"(timestamp with time zone) from public;

grant execute
  on function "stagedoor_studio"."locked_out"(timestamp with time zone)
  to "postgres";
