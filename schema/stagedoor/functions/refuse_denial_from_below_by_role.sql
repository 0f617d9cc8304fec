-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.refuse_denial_from_below_by_role (
  p_role_id uuid
)
  returns void
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122030590_operations_role_guards.sql

comment on function "stagedoor"."refuse_denial_from_below_by_role"(uuid) is
  'Refuse to let a role deny its holders what they hold from above.

Raises 42501.';

revoke all on function "stagedoor"."refuse_denial_from_below_by_role"(uuid) from public;

grant execute on function "stagedoor"."refuse_denial_from_below_by_role"(uuid) to "postgres";
