-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.list_roles (
  p_scope_id uuid
)
  returns table (
    role_id     uuid,
    role_key    text,
    name        text,
    description text,
    scope_id    uuid,
    is_built_in boolean,
    includes    text[]
  )
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122030610_operations_role_lists.sql

revoke all on function "stagedoor"."list_roles"(uuid) from public;

grant execute on function "stagedoor"."list_roles"(uuid) to "authenticated", "postgres";
