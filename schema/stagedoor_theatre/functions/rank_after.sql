-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.rank_after (
  p_rank text
)
  returns text
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122080620_theatre_elements.sql

revoke all on function "stagedoor_theatre"."rank_after"(text) from public;

grant execute on function "stagedoor_theatre"."rank_after"(text) to "postgres";
