-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_event_queue__keep()
  returns trigger
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122010300_foundation_events.sql

revoke all on function "stagedoor"."tg_event_queue__keep"() from public;

grant execute on function "stagedoor"."tg_event_queue__keep"() to "postgres";
