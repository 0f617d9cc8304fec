-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.last_day (
  p_scope_id uuid,
  p_date     date
)
  returns timestamp with time zone
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122035200_api_scopes.sql

revoke all on function "public"."last_day"(uuid, date) from public;

grant execute on function "public"."last_day"(uuid, date) to "authenticated", "postgres";
