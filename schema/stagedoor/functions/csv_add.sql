-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.csv_add (
  p_lines text,
  p_row   anyelement
)
  returns text
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to '';
-- Its body: migrations/20261122021500_engine_csv.sql

revoke all on function "stagedoor"."csv_add"(text, anyelement) from public;

grant execute on function "stagedoor"."csv_add"(text, anyelement) to "postgres";
