-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.tg_cost_codes__place_children()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122070600_film_cost_codes.sql

comment on function "stagedoor_film"."tg_cost_codes__place_children"() is
  'Carry a move, or another department, down the tree.';

revoke all on function "stagedoor_film"."tg_cost_codes__place_children"() from public;

grant execute on function "stagedoor_film"."tg_cost_codes__place_children"() to "postgres";
