-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.tg_cost_policies__check()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122070700_film_cost_policies.sql

comment on function "stagedoor_film"."tg_cost_policies__check"() is
  'Refuse a prefix that has no four digits, a foreign role or agreement.

Raises 22023, 23514.';

revoke all on function "stagedoor_film"."tg_cost_policies__check"() from public;

grant execute on function "stagedoor_film"."tg_cost_policies__check"() to "postgres";
