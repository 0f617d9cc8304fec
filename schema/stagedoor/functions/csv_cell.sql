-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.csv_cell (
  p_text text
)
  returns text
  language plpgsql
  immutable
  parallel safe
  set search_path to '';
-- Its body: migrations/20261122021500_engine_csv.sql

revoke all on function "stagedoor"."csv_cell"(text) from public;

grant execute on function "stagedoor"."csv_cell"(text) to "postgres";
