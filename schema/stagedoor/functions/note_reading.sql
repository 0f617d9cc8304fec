-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.note_reading (
  p_action      text,
  p_sequence_id uuid
)
  returns void
  language sql
  security definer
  set search_path to '';
-- Its body: migrations/20261122050200_audit_read.sql

revoke all on function "stagedoor"."note_reading"(text, uuid) from public;

grant execute on function "stagedoor"."note_reading"(text, uuid) to "postgres";
