-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.lock_code (
  p_cost_code_id uuid
)
  returns public.cost_codes
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071405_film_codes.sql

revoke all on function "stagedoor_film"."lock_code"(uuid) from public;

grant execute on function "stagedoor_film"."lock_code"(uuid) to "postgres";
