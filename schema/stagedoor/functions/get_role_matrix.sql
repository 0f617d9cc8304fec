-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.get_role_matrix (
  p_scope_id uuid
)
  returns table (
    role_id        uuid,
    role_key       text,
    permission_key text,
    policy         text,
    is_linked      boolean
  )
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122030610_operations_role_lists.sql

revoke all on function "stagedoor"."get_role_matrix"(uuid) from public;

grant execute on function "stagedoor"."get_role_matrix"(uuid) to "authenticated", "postgres";
