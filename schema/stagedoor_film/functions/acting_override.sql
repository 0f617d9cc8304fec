-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.acting_override()
  returns uuid
  language plpgsql
  stable
  security definer
  set search_path to ''
  set enable_seqscan to 'off';
-- Its body: migrations/20261122071230_film_override_effect.sql

revoke all on function "stagedoor_film"."acting_override"() from public;

grant execute on function "stagedoor_film"."acting_override"() to "postgres";
