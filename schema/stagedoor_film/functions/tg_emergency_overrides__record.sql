-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.tg_emergency_overrides__record()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071225_film_overrides.sql

comment on function "stagedoor_film"."tg_emergency_overrides__record"() is
  'Queue an event for a request, which raises the version (F47, F114).

override.requested.';

revoke all on function "stagedoor_film"."tg_emergency_overrides__record"() from public;

grant execute on function "stagedoor_film"."tg_emergency_overrides__record"() to "postgres";
