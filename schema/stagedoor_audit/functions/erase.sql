-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_audit.erase (
  p_person_ids uuid[],
  p_emails     text[]
)
  returns bigint
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122050300_audit_erasure.sql

alter function "stagedoor_audit"."erase"(uuid[], text[]) owner to "stagedoor_auditor";

revoke all on function "stagedoor_audit"."erase"(uuid[], text[]) from public;

grant execute on function "stagedoor_audit"."erase"(uuid[], text[]) to "postgres";
