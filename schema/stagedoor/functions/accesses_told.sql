-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.accesses_told (
  p_user_id        uuid,
  p_permission_key text,
  p_scope_id       uuid
)
  returns jsonb
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122040100_answers_explaining.sql

comment on function "stagedoor"."accesses_told"(uuid, text, uuid) is
  'The applicable grants of a decision: live ones first, at most 20.';

revoke all on function "stagedoor"."accesses_told"(uuid, text, uuid) from public;

grant execute on function "stagedoor"."accesses_told"(uuid, text, uuid) to "postgres";
