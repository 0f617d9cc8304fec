-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.unreadable_departments (
  p_sequence_id uuid
)
  returns uuid[]
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122050200_audit_read.sql

revoke all on function "stagedoor"."unreadable_departments"(uuid) from public;

grant execute on function "stagedoor"."unreadable_departments"(uuid) to "postgres";
