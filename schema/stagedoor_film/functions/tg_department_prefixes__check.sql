-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.tg_department_prefixes__check()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122070600_film_cost_codes.sql

comment on function "stagedoor_film"."tg_department_prefixes__check"() is
  'Refuse what is no prefix, a foreign department, another category.

Raises 22023, 23514.';

revoke all on function "stagedoor_film"."tg_department_prefixes__check"() from public;

grant execute on function "stagedoor_film"."tg_department_prefixes__check"() to "postgres";
