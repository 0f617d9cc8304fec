-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.log_subject (
  p_user_id uuid,
  p_address inet
)
  returns text
  language sql
  immutable
  set search_path to '';
-- Its body: migrations/20261122020820_engine_access_log.sql

revoke all on function "stagedoor"."log_subject"(uuid, inet) from public;

grant execute on function "stagedoor"."log_subject"(uuid, inet) to "postgres";
