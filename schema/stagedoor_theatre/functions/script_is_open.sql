-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.script_is_open (
  p_script_id uuid
)
  returns boolean
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to '';
-- Its body: migrations/20261122080550_theatre_script_sets.sql

revoke all on function "stagedoor_theatre"."script_is_open"(uuid) from public;

grant execute on function "stagedoor_theatre"."script_is_open"(uuid) to "postgres";
