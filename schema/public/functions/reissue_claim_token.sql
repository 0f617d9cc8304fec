-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.reissue_claim_token (
  p_user_id uuid
)
  returns jsonb
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122085100_api_theatre_guests.sql

revoke all on function "public"."reissue_claim_token"(uuid) from public;

grant execute
  on function "public"."reissue_claim_token"(uuid)
  to "authenticated", "postgres";
