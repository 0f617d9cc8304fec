-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_audit.put_aside (
  p_sequence_id uuid,
  p_seq         bigint,
  p_event       stagedoor.event_queue
)
  returns text
  language sql
  set search_path to '';
-- Its body: migrations/20261122010320_audit_append.sql

alter function "stagedoor_audit"."put_aside"(uuid, bigint, stagedoor.event_queue) owner to
  "stagedoor_auditor";

comment on function "stagedoor_audit"."put_aside"(uuid, bigint, stagedoor.event_queue) is
  'Store the personal values of an event; their salted hashes as JSON.';

revoke all
  on function "stagedoor_audit"."put_aside"(uuid, bigint, stagedoor.event_queue)
  from public;

grant execute
  on function "stagedoor_audit"."put_aside"(uuid, bigint, stagedoor.event_queue)
  to "postgres";
