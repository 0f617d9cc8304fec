-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.check_days (
  p_valid_from  date,
  p_valid_until date
)
  returns void
  language plpgsql
  immutable
  set search_path to '';
-- Its body: migrations/20261122071500_film_rates.sql

revoke all on function "stagedoor_film"."check_days"(date, date) from public;

grant execute on function "stagedoor_film"."check_days"(date, date) to "postgres";
