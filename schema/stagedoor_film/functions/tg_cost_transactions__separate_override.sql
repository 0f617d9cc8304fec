-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.tg_cost_transactions__separate_override()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071230_film_override_effect.sql

comment on function "stagedoor_film"."tg_cost_transactions__separate_override"() is
  'Keep who asked for or authorized an override from posting (F116).

Raises 23514, MAKER_CHECKER.';

revoke all
  on function "stagedoor_film"."tg_cost_transactions__separate_override"()
  from public;

grant execute
  on function "stagedoor_film"."tg_cost_transactions__separate_override"()
  to "postgres";
