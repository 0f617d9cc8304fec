-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.enforce (
  p_permission_key text,
  p_scope_id       uuid,
  p_owner_id       uuid default null::uuid
)
  returns void
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122020700_engine_decision.sql

revoke all on function "stagedoor"."enforce"(text, uuid, uuid) from public;

grant execute
  on function "stagedoor"."enforce"(text, uuid, uuid)
  to "authenticated", "postgres";
