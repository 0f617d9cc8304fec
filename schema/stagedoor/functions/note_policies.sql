-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.note_policies (
  p_tables text[] default null::text[]
)
  returns integer
  language plpgsql
  security definer
  set search_path to ''
  set lock_timeout to '1s';
-- Its body: migrations/20261122050510_audit_policy_history.sql

revoke all on function "stagedoor"."note_policies"(text[]) from public;

grant execute on function "stagedoor"."note_policies"(text[]) to "postgres";
