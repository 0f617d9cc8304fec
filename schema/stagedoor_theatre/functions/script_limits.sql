-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.script_limits()
  returns table (
    script_id      uuid,
    department_ids uuid[],
    element_types  text[]
  )
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122080550_theatre_script_sets.sql

revoke all on function "stagedoor_theatre"."script_limits"() from public;

grant execute on function "stagedoor_theatre"."script_limits"() to "postgres";
