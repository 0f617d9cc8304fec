-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.tg_rate_unlocks__only_end()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122070510_film_union_rates.sql

comment on function "stagedoor_film"."tg_rate_unlocks__only_end"() is
  'Let a window of rates be opened by who may, and be closed; no more.

Raises 23514, RATES_LOCKED.';

revoke all on function "stagedoor_film"."tg_rate_unlocks__only_end"() from public;

grant execute on function "stagedoor_film"."tg_rate_unlocks__only_end"() to "postgres";
