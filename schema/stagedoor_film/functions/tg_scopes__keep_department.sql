-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.tg_scopes__keep_department()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122070600_film_cost_codes.sql

comment on function "stagedoor_film"."tg_scopes__keep_department"() is
  'Refuse to move a department of the chart to another project.

Raises 23514.';

revoke all on function "stagedoor_film"."tg_scopes__keep_department"() from public;

grant execute on function "stagedoor_film"."tg_scopes__keep_department"() to "postgres";
