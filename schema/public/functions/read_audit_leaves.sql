-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.read_audit_leaves (
  p_sequence_id uuid,
  p_after       bigint  default 0,
  p_limit       integer default 1000
)
  returns table (
    seq  bigint,
    body bytea
  )
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122055000_api_audit.sql

comment on function "public"."read_audit_leaves"(uuid, bigint, integer) is
  'The leaves of one sequence after a position: seq and exact bytes.

Service only. sequence_id is that of read_audit_heads; the nil uuid is the installation. The
API may cut a page short, so read on until a page is empty. (F47)';

revoke all on function "public"."read_audit_leaves"(uuid, bigint, integer) from public;

grant execute
  on function "public"."read_audit_leaves"(uuid, bigint, integer)
  to "postgres", "service_role";
