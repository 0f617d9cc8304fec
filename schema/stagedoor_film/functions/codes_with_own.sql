-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.codes_with_own (
  p_permission_key text
)
  returns uuid[]
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to '';
-- Its body: migrations/20261122070600_film_cost_codes.sql

revoke all on function "stagedoor_film"."codes_with_own"(text) from public;

grant execute
  on function "stagedoor_film"."codes_with_own"(text)
  to "authenticated", "postgres";
