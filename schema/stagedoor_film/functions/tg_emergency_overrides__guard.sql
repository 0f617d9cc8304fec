-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.tg_emergency_overrides__guard()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071225_film_overrides.sql

comment on function "stagedoor_film"."tg_emergency_overrides__guard"() is
  'Keep the steps of an override, and what was authorized (F41).

Raises 23514: OVERRIDE_STATE, CONTINGENCY, MAKER_CHECKER. The moments of a step are those of
the clock, whoever writes.';

revoke all on function "stagedoor_film"."tg_emergency_overrides__guard"() from public;

grant execute on function "stagedoor_film"."tg_emergency_overrides__guard"() to "postgres";
