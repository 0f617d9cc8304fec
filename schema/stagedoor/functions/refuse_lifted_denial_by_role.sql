-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.refuse_lifted_denial_by_role (
  p_role_id uuid,
  p_keys    text[]
)
  returns void
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122030590_operations_role_guards.sql

comment on function "stagedoor"."refuse_lifted_denial_by_role"(uuid, text[]) is
  'Refuse to lift a denial of the caller in a role.

Raises 42501.';

revoke all on function "stagedoor"."refuse_lifted_denial_by_role"(uuid, text[]) from public;

grant execute
  on function "stagedoor"."refuse_lifted_denial_by_role"(uuid, text[])
  to "postgres";
