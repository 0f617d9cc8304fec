-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.delete_guest_user (
  p_user_id uuid
)
  returns boolean
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122085100_api_theatre_guests.sql

revoke all on function "public"."delete_guest_user"(uuid) from public;

grant execute on function "public"."delete_guest_user"(uuid) to "authenticated", "postgres";
