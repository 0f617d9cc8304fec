-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.tg_department_prefixes__carry()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122070600_film_cost_codes.sql

comment on function "stagedoor_film"."tg_department_prefixes__carry"() is
  'Carry a changed prefix to the codes below it.';

revoke all on function "stagedoor_film"."tg_department_prefixes__carry"() from public;

grant execute on function "stagedoor_film"."tg_department_prefixes__carry"() to "postgres";
