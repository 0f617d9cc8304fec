-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.claim_guest_account (
  p_token text
)
  returns jsonb
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122085100_api_theatre_guests.sql

revoke all on function "public"."claim_guest_account"(text) from public;

grant execute
  on function "public"."claim_guest_account"(text)
  to "authenticated", "postgres";
