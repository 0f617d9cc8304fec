-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.name_of (
  p_user_id uuid
)
  returns text
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122040100_answers_explaining.sql

revoke all on function "stagedoor"."name_of"(uuid) from public;

grant execute on function "stagedoor"."name_of"(uuid) to "postgres";
