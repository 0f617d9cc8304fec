-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.authorize_for (
  p_user_id        uuid,
  p_permission_key text,
  p_scope_id       uuid,
  p_owner_id       uuid default null::uuid
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122030100_operations_questions.sql

comment on function "stagedoor"."authorize_for"(uuid, text, uuid, uuid) is
  'Implementation of public.authorize_for.';

revoke all on function "stagedoor"."authorize_for"(uuid, text, uuid, uuid) from public;

grant execute
  on function "stagedoor"."authorize_for"(uuid, text, uuid, uuid)
  to "authenticated", "postgres", "service_role";
