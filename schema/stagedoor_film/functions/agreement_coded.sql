-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.agreement_coded (
  p_project_id uuid,
  p_code       text
)
  returns uuid
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan';
-- Its body: migrations/20261122070500_film_union_agreements.sql

comment on function "stagedoor_film"."agreement_coded"(uuid, text) is
  'The agreement of a production by its code.

Its own before one that ships.';

revoke all on function "stagedoor_film"."agreement_coded"(uuid, text) from public;

grant execute on function "stagedoor_film"."agreement_coded"(uuid, text) to "postgres";
