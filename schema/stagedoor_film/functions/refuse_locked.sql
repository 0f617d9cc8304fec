-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.refuse_locked (
  p_union_agreement_id uuid
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122070510_film_union_rates.sql

revoke all on function "stagedoor_film"."refuse_locked"(uuid) from public;

grant execute on function "stagedoor_film"."refuse_locked"(uuid) to "postgres";
