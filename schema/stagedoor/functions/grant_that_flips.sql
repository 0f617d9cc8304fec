-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.grant_that_flips (
  p_permission_key text,
  p_scope_id       uuid
)
  returns text
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122040100_answers_explaining.sql

revoke all on function "stagedoor"."grant_that_flips"(text, uuid) from public;

grant execute on function "stagedoor"."grant_that_flips"(text, uuid) to "postgres";
