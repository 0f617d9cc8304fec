-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.separation_is_enforced (
  p_rule_id  uuid,
  p_scope_id uuid
)
  returns boolean
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122020910_engine_separation.sql

comment on function "stagedoor"."separation_is_enforced"(uuid, uuid) is
  'Whether a separation rule holds at a scope (F101).

The nearest setting, at it or above it, decides.';

revoke all on function "stagedoor"."separation_is_enforced"(uuid, uuid) from public;

grant execute on function "stagedoor"."separation_is_enforced"(uuid, uuid) to "postgres";
