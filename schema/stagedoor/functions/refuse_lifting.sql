-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.refuse_lifting (
  p_role stagedoor.permission_roles,
  p_keys text[]
)
  returns void
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122030590_operations_role_guards.sql

comment on function "stagedoor"."refuse_lifting"(stagedoor.permission_roles, text[]) is
  'Refuse to remove denials of keys that the caller does not hold (F94).

Removing a denial from a role grants, as adding a permission does. Raises 42501.';

revoke all
  on function "stagedoor"."refuse_lifting"(stagedoor.permission_roles, text[])
  from public;

grant execute
  on function "stagedoor"."refuse_lifting"(stagedoor.permission_roles, text[])
  to "postgres";
