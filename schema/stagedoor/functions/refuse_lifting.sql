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
  'Refuse to take out denials of what the caller does not hold (F94).

Taking a denial out of a role gives, as putting a permission in does. Raises 42501.';

revoke all
  on function "stagedoor"."refuse_lifting"(stagedoor.permission_roles, text[])
  from public;

grant execute
  on function "stagedoor"."refuse_lifting"(stagedoor.permission_roles, text[])
  to "postgres";
