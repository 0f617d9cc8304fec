-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.create_production (
  p_project_id uuid,
  p_currency   text,
  p_time_zone  text default 'UTC'::text
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071300_film_set_up.sql

comment on function "stagedoor_film"."create_production"(uuid, text, text) is
  'Implementation of public.create_production.';

revoke all on function "stagedoor_film"."create_production"(uuid, text, text) from public;

grant execute
  on function "stagedoor_film"."create_production"(uuid, text, text)
  to "authenticated", "postgres";
