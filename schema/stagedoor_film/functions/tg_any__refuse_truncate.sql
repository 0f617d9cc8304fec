-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.tg_any__refuse_truncate()
  returns trigger
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122070100_film_schema.sql

comment on function "stagedoor_film"."tg_any__refuse_truncate"() is
  'Refuse to empty a table past the guards of its rows. Raises 23514.';

revoke all on function "stagedoor_film"."tg_any__refuse_truncate"() from public;

grant execute on function "stagedoor_film"."tg_any__refuse_truncate"() to "postgres";
