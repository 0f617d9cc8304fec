-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.accept_transfer (
  p_transfer_id uuid
)
  returns boolean
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122085500_api_theatre_handing_over.sql

revoke all on function "public"."accept_transfer"(uuid) from public;

grant execute on function "public"."accept_transfer"(uuid) to "authenticated", "postgres";
