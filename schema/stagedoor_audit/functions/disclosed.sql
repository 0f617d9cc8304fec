-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_audit.disclosed (
  p_sequence_id uuid,
  p_seq         bigint
)
  returns table (
    key   text,
    value text,
    salt  text
  )
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122050350_audit_disclosure.sql

alter function "stagedoor_audit"."disclosed"(uuid, bigint) owner to "stagedoor_auditor";

revoke all on function "stagedoor_audit"."disclosed"(uuid, bigint) from public;

grant execute on function "stagedoor_audit"."disclosed"(uuid, bigint) to "postgres";
