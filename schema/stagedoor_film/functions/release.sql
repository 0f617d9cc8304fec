-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.release (
  p_transaction_id uuid
)
  returns void
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071730_film_voiding.sql

revoke all on function "stagedoor_film"."release"(uuid) from public;

grant execute on function "stagedoor_film"."release"(uuid) to "postgres";
