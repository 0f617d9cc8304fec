-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.key_bits (
  p_allow         text[],
  p_own           text[],
  p_locked        text[],
  p_deny          text[],
  p_assigned_only text[],
  p_step_up       text[]
)
  returns jsonb
  language sql
  immutable
  parallel safe
  set search_path to '';
-- Its body: migrations/20261122020050_engine_grant_targets.sql

revoke all
  on function "stagedoor"."key_bits"(text[], text[], text[], text[], text[], text[])
  from public;

grant execute
  on function "stagedoor"."key_bits"(text[], text[], text[], text[], text[], text[])
  to "postgres";
