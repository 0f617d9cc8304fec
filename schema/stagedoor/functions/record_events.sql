-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.record_events (
  p_events stagedoor.event_queue[]
)
  returns void
  language plpgsql
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan';
-- Its body: migrations/20261122010300_foundation_events.sql

comment on function "stagedoor"."record_events"(stagedoor.event_queue[]) is
  'Queue events of one statement, in their order: record_event for many.

Of a row it reads what record_event takes as arguments. For triggers of statements that
change rows by the hundred thousand.';

revoke all on function "stagedoor"."record_events"(stagedoor.event_queue[]) from public;

grant execute on function "stagedoor"."record_events"(stagedoor.event_queue[]) to "postgres";
