-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.name_for_caller (
  p_user_id  uuid,
  p_scope_id uuid
)
  returns text
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122040100_answers_explaining.sql

revoke all on function "stagedoor"."name_for_caller"(uuid, uuid) from public;

grant execute on function "stagedoor"."name_for_caller"(uuid, uuid) to "postgres";
