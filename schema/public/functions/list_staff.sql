-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.list_staff (
  p_project_id uuid
)
  returns table (
    user_id      uuid,
    display_name text,
    role_key     text,
    artist_id    uuid,
    is_active    boolean,
    valid_until  timestamp with time zone
  )
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122095100_api_studio_staff.sql

revoke all on function "public"."list_staff"(uuid) from public;

grant execute on function "public"."list_staff"(uuid) to "authenticated", "postgres";
