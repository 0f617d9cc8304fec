-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.find_columns (
  p_columns text[]
)
  returns text[]
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122081200_theatre_producing.sql

revoke all on function "stagedoor_theatre"."find_columns"(text[]) from public;

grant execute on function "stagedoor_theatre"."find_columns"(text[]) to "postgres";
