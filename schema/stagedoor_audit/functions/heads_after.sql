-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_audit.heads_after (
  p_after uuid,
  p_limit integer
)
  returns table (
    sequence_id  uuid,
    sequence     text,
    size         bigint,
    installation text
  )
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122050400_audit_sealing.sql

alter function "stagedoor_audit"."heads_after"(uuid, integer) owner to "stagedoor_auditor";

comment on function "stagedoor_audit"."heads_after"(uuid, integer) is
  'Sequences and their lengths, by id, each with its installation.';

revoke all on function "stagedoor_audit"."heads_after"(uuid, integer) from public;

grant execute on function "stagedoor_audit"."heads_after"(uuid, integer) to "postgres";
