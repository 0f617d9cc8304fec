-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.serve_csv (
  p_schema text
)
  returns boolean
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122021500_engine_csv.sql

revoke all on function "stagedoor"."serve_csv"(text) from public;

grant execute on function "stagedoor"."serve_csv"(text) to "postgres";
