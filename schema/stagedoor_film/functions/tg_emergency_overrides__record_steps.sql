-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.tg_emergency_overrides__record_steps()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071225_film_overrides.sql

comment on function "stagedoor_film"."tg_emergency_overrides__record_steps"() is
  'Queue an event for every step of an override (F41, F42, F47).

override.authorized, started, expired, completed, failed, revoked; changed, where something
was spent or moved under it. An authorization says as line_amount what the contingency line
held then. A step raises the version of the production (F114).';

revoke all on function "stagedoor_film"."tg_emergency_overrides__record_steps"() from public;

grant execute
  on function "stagedoor_film"."tg_emergency_overrides__record_steps"()
  to "postgres";
