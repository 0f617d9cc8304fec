-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.create_project (
  p_organization_id uuid,
  p_name            text,
  p_creator_role    text default null::text
)
  returns uuid
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122035200_api_scopes.sql

revoke all on function "public"."create_project"(uuid, text, text) from public;

grant execute
  on function "public"."create_project"(uuid, text, text)
  to "authenticated", "postgres";
