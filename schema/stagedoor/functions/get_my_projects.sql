-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.get_my_projects()
  returns table (
    project_id        uuid,
    name              text,
    organization_id   uuid,
    organization_name text,
    roles             text[],
    valid_until       timestamp with time zone
  )
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122030110_operations_menus.sql

revoke all on function "stagedoor"."get_my_projects"() from public;

grant execute on function "stagedoor"."get_my_projects"() to "authenticated", "postgres";
