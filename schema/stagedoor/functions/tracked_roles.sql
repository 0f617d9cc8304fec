-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tracked_roles (
  p_tracked  stagedoor.tracked_tables,
  p_user_id  uuid,
  p_scope_id uuid
)
  returns text[]
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122030925_operations_member_rows.sql

comment on function "stagedoor"."tracked_roles"(stagedoor.tracked_tables, uuid, uuid) is
  'The roles that the rows of a table give a user at a scope now.

Raises 23514 for a role of theirs that is not mapped.';

revoke all
  on function "stagedoor"."tracked_roles"(stagedoor.tracked_tables, uuid, uuid)
  from public;

grant execute
  on function "stagedoor"."tracked_roles"(stagedoor.tracked_tables, uuid, uuid)
  to "postgres";
