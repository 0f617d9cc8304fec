-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.require_production (
  p_permission_key text,
  p_project_id     uuid
)
  returns public.productions
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071300_film_set_up.sql

comment on function "stagedoor_film"."require_production"(text, uuid) is
  'Guard a change of a production: enforce, lock it, require.

Raises 42501 or PT404.';

revoke all on function "stagedoor_film"."require_production"(text, uuid) from public;

grant execute on function "stagedoor_film"."require_production"(text, uuid) to "postgres";
