-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.roles_carrying (
  p_permission_key text,
  p_scope_id       uuid,
  p_is_owner       boolean
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122040100_answers_explaining.sql

comment on function "stagedoor"."roles_carrying"(text, uuid, boolean) is
  'The roles that would carry a key at a scope, the smallest first.

[{role_key, name, policy}], at most 20: built-in ones, and those of the tenant. For a null
scope built-in ones alone.';

revoke all on function "stagedoor"."roles_carrying"(text, uuid, boolean) from public;

grant execute on function "stagedoor"."roles_carrying"(text, uuid, boolean) to "postgres";
