-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.bound_roles (
  p_project_id uuid,
  p_access_id  uuid
)
  returns uuid[]
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122070800_film_cost_access.sql

revoke all on function "stagedoor_film"."bound_roles"(uuid, uuid) from public;

grant execute on function "stagedoor_film"."bound_roles"(uuid, uuid) to "postgres";
