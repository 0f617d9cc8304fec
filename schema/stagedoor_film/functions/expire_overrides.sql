-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.expire_overrides()
  returns integer
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071765_film_override_steps.sql

revoke all on function "stagedoor_film"."expire_overrides"() from public;

grant execute
  on function "stagedoor_film"."expire_overrides"()
  to "postgres", "service_role";
