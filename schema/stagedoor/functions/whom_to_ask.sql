-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.whom_to_ask (
  p_scope_id    uuid,
  p_not_user_id uuid
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122040100_answers_explaining.sql

revoke all on function "stagedoor"."whom_to_ask"(uuid, uuid) from public;

grant execute on function "stagedoor"."whom_to_ask"(uuid, uuid) to "postgres";
