-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.projects_with (
  p_permission_key text
)
  returns uuid[]
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to '';
-- Its body: migrations/20261122070100_film_schema.sql

revoke all on function "stagedoor_film"."projects_with"(text) from public;

grant execute
  on function "stagedoor_film"."projects_with"(text)
  to "authenticated", "postgres";
