-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_event_queue__flush()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  set enable_seqscan to 'off'
  set plan_cache_mode to 'force_generic_plan';
-- Its body: migrations/20261122010300_foundation_events.sql

revoke all on function "stagedoor"."tg_event_queue__flush"() from public;

grant execute on function "stagedoor"."tg_event_queue__flush"() to "postgres";
