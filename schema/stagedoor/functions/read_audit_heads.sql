-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.read_audit_heads (
  p_after uuid,
  p_limit integer
)
  returns table (
    sequence_id  uuid,
    sequence     text,
    size         bigint,
    installation text
  )
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122050400_audit_sealing.sql

comment on function "stagedoor"."read_audit_heads"(uuid, integer) is
  'Sequences and their lengths. Guard of public.read_audit_heads.';

revoke all on function "stagedoor"."read_audit_heads"(uuid, integer) from public;

grant execute
  on function "stagedoor"."read_audit_heads"(uuid, integer)
  to "postgres", "service_role";
