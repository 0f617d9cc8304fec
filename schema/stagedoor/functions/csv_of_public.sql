-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.csv_of_public (
  p_lines text
)
  returns public."text/csv"
  language plpgsql
  immutable
  parallel safe
  set search_path to '';
-- Its body: migrations/undefined

revoke all on function "stagedoor"."csv_of_public"(text) from public;

grant execute on function "stagedoor"."csv_of_public"(text) to "postgres";
