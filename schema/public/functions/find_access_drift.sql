-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.find_access_drift (
  p_project_id uuid
)
  returns table (
    kind     text,
    id       uuid,
    user_id  uuid,
    scope_id uuid,
    since    timestamp with time zone,
    why      text,
    remedy   text
  )
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122075900_api_film_reports.sql

revoke all on function "public"."find_access_drift"(uuid) from public;

grant execute on function "public"."find_access_drift"(uuid) to "authenticated", "postgres";
