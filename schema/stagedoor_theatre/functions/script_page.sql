-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.script_page (
  p_script_id uuid
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122081310_theatre_opening.sql

revoke all on function "stagedoor_theatre"."script_page"(uuid) from public;

grant execute on function "stagedoor_theatre"."script_page"(uuid) to "postgres";
