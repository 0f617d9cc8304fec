-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.link_behind (
  p_grant_id       uuid,
  p_policy         text,
  p_permission_key text
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122040100_answers_explaining.sql

revoke all on function "stagedoor"."link_behind"(uuid, text, text) from public;

grant execute on function "stagedoor"."link_behind"(uuid, text, text) to "postgres";
