-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.save_approval_step (
  p_project_id uuid,
  p_row        jsonb
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071720_film_signing.sql

comment on function "stagedoor_film"."save_approval_step"(uuid, jsonb) is
  'Implementation of public.save_approval_step.';

revoke all on function "stagedoor_film"."save_approval_step"(uuid, jsonb) from public;

grant execute
  on function "stagedoor_film"."save_approval_step"(uuid, jsonb)
  to "authenticated", "postgres";
