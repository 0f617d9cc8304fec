-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.chart_key (
  p_name text
)
  returns text
  language sql
  immutable
  set search_path to '';
-- Its body: migrations/20261122071400_film_chart.sql

revoke all on function "stagedoor_film"."chart_key"(text) from public;

grant execute on function "stagedoor_film"."chart_key"(text) to "postgres";
