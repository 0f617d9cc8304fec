-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.had_members (
  p_scope_id uuid
)
  returns boolean
  language sql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030925_operations_member_rows.sql

revoke all on function "stagedoor"."had_members"(uuid) from public;

grant execute on function "stagedoor"."had_members"(uuid) to "postgres";
