-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.logs_of (
  p_kind text,
  p_id   uuid
)
  returns uuid[]
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122080100_theatre_schema.sql

revoke all on function "stagedoor_theatre"."logs_of"(text, uuid) from public;

grant execute on function "stagedoor_theatre"."logs_of"(text, uuid) to "postgres";
