-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.revoke_override (
  p_override_id uuid,
  p_reason      text
)
  returns boolean
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071765_film_override_steps.sql

comment on function "stagedoor_film"."revoke_override"(uuid, text) is
  'Implementation of public.revoke_override.';

revoke all on function "stagedoor_film"."revoke_override"(uuid, text) from public;

grant execute
  on function "stagedoor_film"."revoke_override"(uuid, text)
  to "authenticated", "postgres";
