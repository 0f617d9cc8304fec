-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.move_cost_code (
  p_cost_code_id uuid,
  p_parent_id    uuid
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071405_film_codes.sql

comment on function "stagedoor_film"."move_cost_code"(uuid, uuid) is
  'Implementation of public.move_cost_code.';

revoke all on function "stagedoor_film"."move_cost_code"(uuid, uuid) from public;

grant execute
  on function "stagedoor_film"."move_cost_code"(uuid, uuid)
  to "authenticated", "postgres";
