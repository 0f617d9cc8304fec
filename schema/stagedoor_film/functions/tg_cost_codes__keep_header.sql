-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.tg_cost_codes__keep_header()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122070900_film_budgets.sql

comment on function "stagedoor_film"."tg_cost_codes__keep_header"() is
  'Keep a code that has lines postable, and on its side of the line.

Raises 23514.';

revoke all on function "stagedoor_film"."tg_cost_codes__keep_header"() from public;

grant execute on function "stagedoor_film"."tg_cost_codes__keep_header"() to "postgres";
