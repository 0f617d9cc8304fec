-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_audit.leaves_after (
  p_sequence_id uuid,
  p_after       bigint,
  p_limit       integer
)
  returns table (
    seq  bigint,
    body bytea
  )
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122050400_audit_sealing.sql

alter function "stagedoor_audit"."leaves_after"(uuid, bigint, integer) owner to
  "stagedoor_auditor";

comment on function "stagedoor_audit"."leaves_after"(uuid, bigint, integer) is
  'The leaves of a sequence after a position.';

revoke all on function "stagedoor_audit"."leaves_after"(uuid, bigint, integer) from public;

grant execute
  on function "stagedoor_audit"."leaves_after"(uuid, bigint, integer)
  to "postgres";
