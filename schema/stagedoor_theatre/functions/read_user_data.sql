-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.read_user_data (
  p_user_data jsonb,
  p_allowed   text[]
)
  returns jsonb
  language plpgsql
  immutable
  set search_path to '';
-- Its body: migrations/20261122081000_theatre_guests.sql

comment on function "stagedoor_theatre"."read_user_data"(jsonb, text[]) is
  'Read what is to be written about a person. Raises 22023.';

revoke all on function "stagedoor_theatre"."read_user_data"(jsonb, text[]) from public;

grant execute on function "stagedoor_theatre"."read_user_data"(jsonb, text[]) to "postgres";
