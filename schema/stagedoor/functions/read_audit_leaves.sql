-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.read_audit_leaves (
  p_sequence_id uuid,
  p_after       bigint,
  p_limit       integer
)
  returns table (
    seq  bigint,
    body bytea
  )
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122050400_audit_sealing.sql

comment on function "stagedoor"."read_audit_leaves"(uuid, bigint, integer) is
  'Leaves after a position. Guard of public.read_audit_leaves.';

revoke all on function "stagedoor"."read_audit_leaves"(uuid, bigint, integer) from public;

grant execute
  on function "stagedoor"."read_audit_leaves"(uuid, bigint, integer)
  to "postgres", "service_role";
