-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_audit.append (
  p_events stagedoor.event_queue[]
)
  returns bigint
  language plpgsql
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan';
-- Its body: migrations/20261122010320_audit_append.sql

alter function "stagedoor_audit"."append"(stagedoor.event_queue[]) owner to
  "stagedoor_auditor";

comment on function "stagedoor_audit"."append"(stagedoor.event_queue[]) is
  'Append events of one transaction to their sequence; its new length.

All events belong to the sequence of the first one and are appended in the order given. The
login role is taken from the database session, so that a writer of the queue cannot choose
it; a member of stagedoor_auditor needs no queue (docs/audit.md). If this fails, the
operation that it records fails.';

revoke all on function "stagedoor_audit"."append"(stagedoor.event_queue[]) from public;

grant execute on function "stagedoor_audit"."append"(stagedoor.event_queue[]) to "postgres";
