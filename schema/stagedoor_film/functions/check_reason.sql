-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.check_reason (
  p_reason text
)
  returns text
  language plpgsql
  immutable
  set search_path to '';
-- Its body: migrations/20261122071300_film_set_up.sql

revoke all on function "stagedoor_film"."check_reason"(text) from public;

grant execute on function "stagedoor_film"."check_reason"(text) to "postgres";
