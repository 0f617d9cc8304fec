-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.tg_cost_imports__keep()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071220_film_imports.sql

revoke all on function "stagedoor_film"."tg_cost_imports__keep"() from public;

grant execute on function "stagedoor_film"."tg_cost_imports__keep"() to "postgres";
