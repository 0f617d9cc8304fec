-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.codes_with_write (
  p_permission_key text
)
  returns uuid[]
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122070800_film_cost_access.sql

revoke all on function "stagedoor_film"."codes_with_write"(text) from public;

grant execute
  on function "stagedoor_film"."codes_with_write"(text)
  to "authenticated", "postgres";
