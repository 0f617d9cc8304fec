-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_audit.quoted (
  p_at timestamp with time zone
)
  returns text
  language plpgsql
  immutable
  parallel safe
  strict
  set search_path to '';
-- Its body: migrations/20261122010320_audit_append.sql

alter function "stagedoor_audit"."quoted"(timestamp
  with time zone) owner to "stagedoor_auditor";

revoke all on function "stagedoor_audit"."quoted"(timestamp with time zone) from public;

grant execute on function "stagedoor_audit"."quoted"(timestamp with time zone) to "postgres";
