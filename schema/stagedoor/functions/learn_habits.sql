-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.learn_habits (
  p_lines integer,
  OUT     lines_learned integer,
  OUT     alerts_raised integer
)
  returns record
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030970_operations_habits.sql

revoke all on function "stagedoor"."learn_habits"(integer) from public;

grant execute on function "stagedoor"."learn_habits"(integer) to "postgres";
