-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.tg_crew_relationships__derive()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122080300_theatre_crew.sql

comment on function "stagedoor_theatre"."tg_crew_relationships__derive"() is
  'Compute whether a relationship is active from what both sides did (F67).

Raises 23514 for a manager who is a guest.';

revoke all on function "stagedoor_theatre"."tg_crew_relationships__derive"() from public;

grant execute
  on function "stagedoor_theatre"."tg_crew_relationships__derive"()
  to "postgres";
