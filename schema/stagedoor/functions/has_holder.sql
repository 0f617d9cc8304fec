-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.has_holder (
  p_permission_key  text,
  p_scope_id        uuid,
  p_without_user_id uuid default null::uuid
)
  returns boolean
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122020890_engine_holders.sql

revoke all on function "stagedoor"."has_holder"(text, uuid, uuid) from public;

grant execute on function "stagedoor"."has_holder"(text, uuid, uuid) to "postgres";
