-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.remove_approval_step (
  p_approval_step_id uuid
)
  returns boolean
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071720_film_signing.sql

comment on function "stagedoor_film"."remove_approval_step"(uuid) is
  'Implementation of public.remove_approval_step.';

revoke all on function "stagedoor_film"."remove_approval_step"(uuid) from public;

grant execute
  on function "stagedoor_film"."remove_approval_step"(uuid)
  to "authenticated", "postgres";
