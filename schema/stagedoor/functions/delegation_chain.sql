-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.delegation_chain (
  p_access_id uuid
)
  returns table (
    depth   integer,
    holders uuid[]
  )
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122030500_operations_delegations.sql

revoke all on function "stagedoor"."delegation_chain"(uuid) from public;

grant execute on function "stagedoor"."delegation_chain"(uuid) to "postgres";
