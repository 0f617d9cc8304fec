-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.remove_union_rate (
  p_union_rate_id uuid
)
  returns boolean
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122075300_api_film_rates.sql

revoke all on function "public"."remove_union_rate"(uuid) from public;

grant execute on function "public"."remove_union_rate"(uuid) to "authenticated", "postgres";
