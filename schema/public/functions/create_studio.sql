-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.create_studio (
  p_name            text,
  p_organization_id uuid default null::uuid
)
  returns uuid
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122095100_api_studio_staff.sql

revoke all on function "public"."create_studio"(text, uuid) from public;

grant execute
  on function "public"."create_studio"(text, uuid)
  to "authenticated", "postgres";
