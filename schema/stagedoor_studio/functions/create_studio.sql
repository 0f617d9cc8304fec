-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.create_studio (
  p_name            text,
  p_organization_id uuid default null::uuid
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122091100_studio_studios.sql

comment on function "stagedoor_studio"."create_studio"(text, uuid) is
  'Implementation of public.create_studio.';

revoke all on function "stagedoor_studio"."create_studio"(text, uuid) from public;

grant execute
  on function "stagedoor_studio"."create_studio"(text, uuid)
  to "authenticated", "postgres";
