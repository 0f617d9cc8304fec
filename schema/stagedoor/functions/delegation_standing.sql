-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.delegation_standing (
  p_access_id      uuid,
  p_permission_key text,
  p_scope_id       uuid
)
  returns table (
    state   text,
    horizon timestamp with time zone
  )
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to '';
-- Its body: migrations/20261122020690_engine_applicable_grants.sql

comment on function "stagedoor"."delegation_standing"(uuid, text, uuid) is
  'The state of a delegation for a key: it ends with its source (F20).

state: live, or the reason why it does not count; withdrawn: the delegator does not hold the
key there. horizon: when the state could change.';

revoke all on function "stagedoor"."delegation_standing"(uuid, text, uuid) from public;

grant execute on function "stagedoor"."delegation_standing"(uuid, text, uuid) to "postgres";
