-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.is_under_override (
  p_user_id    uuid,
  p_project_id uuid
)
  returns boolean
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071230_film_override_effect.sql

comment on function "stagedoor_film"."is_under_override"(uuid, uuid) is
  'Whether somebody has an override of a production that is active now.

It may still cover nothing: covering_overrides says what.';

revoke all on function "stagedoor_film"."is_under_override"(uuid, uuid) from public;

grant execute on function "stagedoor_film"."is_under_override"(uuid, uuid) to "postgres";
