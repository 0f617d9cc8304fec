-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.enforce_production (
  p_permission_key text,
  p_project_id     uuid
)
  returns void
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071300_film_set_up.sql

comment on function "stagedoor_film"."enforce_production"(text, uuid) is
  'Guard a look at the whole of a production.

Raises 42501; PT404 for a project that is none.';

revoke all on function "stagedoor_film"."enforce_production"(text, uuid) from public;

grant execute on function "stagedoor_film"."enforce_production"(text, uuid) to "postgres";
