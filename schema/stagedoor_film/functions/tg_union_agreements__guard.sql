-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.tg_union_agreements__guard()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122070510_film_union_rates.sql

comment on function "stagedoor_film"."tg_union_agreements__guard"() is
  'Refuse to change an agreement whose rates are locked (F34).

Raises 23514, RATES_LOCKED.';

revoke all on function "stagedoor_film"."tg_union_agreements__guard"() from public;

grant execute on function "stagedoor_film"."tg_union_agreements__guard"() to "postgres";
