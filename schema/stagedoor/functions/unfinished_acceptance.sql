-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.unfinished_acceptance (
  p_sqlstate text
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030410_operations_accepting.sql

revoke all on function "stagedoor"."unfinished_acceptance"(text) from public;

grant execute on function "stagedoor"."unfinished_acceptance"(text) to "postgres";
