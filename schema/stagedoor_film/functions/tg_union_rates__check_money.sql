-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.tg_union_rates__check_money()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122070510_film_union_rates.sql

comment on function "stagedoor_film"."tg_union_rates__check_money"() is
  'Refuse a rate that its currency does not have. Raises 22023.';

revoke all on function "stagedoor_film"."tg_union_rates__check_money"() from public;

grant execute on function "stagedoor_film"."tg_union_rates__check_money"() to "postgres";
