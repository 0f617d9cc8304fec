-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.set_time_zone (
  p_scope_id  uuid,
  p_time_zone text
)
  returns boolean
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122035200_api_scopes.sql

revoke all on function "public"."set_time_zone"(uuid, text) from public;

grant execute
  on function "public"."set_time_zone"(uuid, text)
  to "authenticated", "postgres";
