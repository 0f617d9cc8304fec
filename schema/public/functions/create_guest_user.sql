-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.create_guest_user (
  p_email_address  text,
  p_fullname_first text,
  p_fullname_last  text,
  p_user_role      text,
  p_phone_number   text default null::text,
  p_notes          text default null::text,
  p_custom_title   text default null::text
)
  returns jsonb
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122085100_api_theatre_guests.sql

revoke all
  on function "public"."create_guest_user"(text, text, text, text, text, text, text)
  from public;

grant execute
  on function "public"."create_guest_user"(text, text, text, text, text, text, text)
  to "authenticated", "postgres";
