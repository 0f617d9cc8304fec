-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.lock_union_rates (
  p_union_agreement_id uuid
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071500_film_rates.sql

revoke all on function "stagedoor_film"."lock_union_rates"(uuid) from public;

grant execute
  on function "stagedoor_film"."lock_union_rates"(uuid)
  to "authenticated", "postgres";
