-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.write_user_data (
  p_user_id uuid,
  p_data    jsonb
)
  returns boolean
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122081100_theatre_managing.sql

comment on function "stagedoor_theatre"."write_user_data"(uuid, jsonb) is
  'Write what read_user_data has read about a person. Raises 22023.';

revoke all on function "stagedoor_theatre"."write_user_data"(uuid, jsonb) from public;

grant execute on function "stagedoor_theatre"."write_user_data"(uuid, jsonb) to "postgres";
