-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.get_cost_access (
  p_cost_code_id uuid,
  p_user_id      uuid default null::uuid
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071600_film_asking.sql

comment on function "stagedoor_film"."get_cost_access"(uuid, uuid) is
  'Implementation of public.get_cost_access.';

revoke all on function "stagedoor_film"."get_cost_access"(uuid, uuid) from public;

grant execute
  on function "stagedoor_film"."get_cost_access"(uuid, uuid)
  to "authenticated", "postgres";
