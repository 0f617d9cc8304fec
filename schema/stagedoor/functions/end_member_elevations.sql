-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.end_member_elevations (
  p_user_id  uuid,
  p_scope_id uuid
)
  returns integer
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030800_operations_sessions.sql

comment on function "stagedoor"."end_member_elevations"(uuid, uuid) is
  'Implementation of public.end_member_elevations.';

revoke all on function "stagedoor"."end_member_elevations"(uuid, uuid) from public;

grant execute
  on function "stagedoor"."end_member_elevations"(uuid, uuid)
  to "authenticated", "postgres";
