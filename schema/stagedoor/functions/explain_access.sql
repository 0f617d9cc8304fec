-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.explain_access (
  p_user_id        uuid,
  p_permission_key text,
  p_scope_id       uuid,
  p_owner_id       uuid default null::uuid
)
  returns table (
    step       integer,
    checkpoint text,
    outcome    text,
    detail     jsonb,
    remedy     text
  )
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122040110_answers_decisions.sql

comment on function "stagedoor"."explain_access"(uuid, text, uuid, uuid) is
  'Implementation of public.explain_access.';

revoke all on function "stagedoor"."explain_access"(uuid, text, uuid, uuid) from public;

grant execute
  on function "stagedoor"."explain_access"(uuid, text, uuid, uuid)
  to "authenticated", "postgres";
