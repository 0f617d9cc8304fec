-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.get_my_projects()
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
  set search_path to '';
-- Its body: migrations/20261122035110_api_menus.sql

revoke all on function "public"."get_my_projects"() from public;

grant execute on function "public"."get_my_projects"() to "authenticated", "postgres";
