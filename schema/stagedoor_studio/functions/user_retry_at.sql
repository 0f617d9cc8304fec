-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.user_retry_at (
  p_user_id uuid
)
  returns timestamp with time zone
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122091600_studio_attempts.sql

revoke all on function "stagedoor_studio"."user_retry_at"(uuid) from public;

grant execute on function "stagedoor_studio"."user_retry_at"(uuid) to "postgres";
