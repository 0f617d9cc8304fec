-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.remove_union_rate (
  p_union_rate_id uuid
)
  returns boolean
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071500_film_rates.sql

revoke all on function "stagedoor_film"."remove_union_rate"(uuid) from public;

grant execute
  on function "stagedoor_film"."remove_union_rate"(uuid)
  to "authenticated", "postgres";
