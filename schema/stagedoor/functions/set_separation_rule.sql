-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.set_separation_rule (
  p_scope_id    uuid,
  p_rule_id     uuid,
  p_is_enforced boolean,
  p_reason      text
)
  returns integer
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030620_operations_separation.sql

comment on function "stagedoor"."set_separation_rule"(uuid, uuid, boolean, text) is
  'Implementation of public.set_separation_rule.';

revoke all
  on function "stagedoor"."set_separation_rule"(uuid, uuid, boolean, text)
  from public;

grant execute
  on function "stagedoor"."set_separation_rule"(uuid, uuid, boolean, text)
  to "authenticated", "postgres";
