-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.csv_line (
  p_row       json,
  p_is_header boolean default false
)
  returns text
  language plpgsql
  immutable
  parallel safe
  set search_path to '';
-- Its body: migrations/20261122021500_engine_csv.sql

revoke all on function "stagedoor"."csv_line"(json, boolean) from public;

grant execute on function "stagedoor"."csv_line"(json, boolean) to "postgres";
