-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.assistant_needs_code (
  p_resource text,
  p_action   text
)
  returns boolean
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122091700_studio_elevation.sql

comment on function "stagedoor_studio"."assistant_needs_code"(text, text) is
  'Implementation of public.assistant_needs_code.';

revoke all on function "stagedoor_studio"."assistant_needs_code"(text, text) from public;

grant execute
  on function "stagedoor_studio"."assistant_needs_code"(text, text)
  to "authenticated", "postgres";
