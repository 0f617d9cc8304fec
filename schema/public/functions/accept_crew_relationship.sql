-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.accept_crew_relationship (
  p_relationship_id uuid
)
  returns boolean
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122085200_api_theatre_crew.sql

revoke all on function "public"."accept_crew_relationship"(uuid) from public;

grant execute
  on function "public"."accept_crew_relationship"(uuid)
  to "authenticated", "postgres";
