-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.access_told (
  p_access_id      uuid,
  p_permission_key text,
  p_policy         text,
  p_state          text
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122040100_answers_explaining.sql

comment on function "stagedoor"."access_told"(uuid, text, text, text) is
  'One access, as an explanation tells of it (F96).

{policy, state, via, role?, scope_type, link}, and access_id, scope_id, scope_name,
valid_from?, valid_until?, revoked_at?, delegated_from? where it is the caller''s own or the
caller may list the accesses of its scope.';

revoke all on function "stagedoor"."access_told"(uuid, text, text, text) from public;

grant execute on function "stagedoor"."access_told"(uuid, text, text, text) to "postgres";
