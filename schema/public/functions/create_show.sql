-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.create_show (
  p_name            text,
  p_organization_id uuid default null::uuid
)
  returns uuid
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122085300_api_theatre_shows.sql

revoke all on function "public"."create_show"(text, uuid) from public;

grant execute on function "public"."create_show"(text, uuid) to "authenticated", "postgres";
