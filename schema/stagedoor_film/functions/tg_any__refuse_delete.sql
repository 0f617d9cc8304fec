-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.tg_any__refuse_delete()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122070100_film_schema.sql

revoke all on function "stagedoor_film"."tg_any__refuse_delete"() from public;

grant execute on function "stagedoor_film"."tg_any__refuse_delete"() to "postgres";
