-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.lock_union_rates (
  p_union_agreement_id uuid
)
  returns uuid
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122075300_api_film_rates.sql

revoke all on function "public"."lock_union_rates"(uuid) from public;

grant execute on function "public"."lock_union_rates"(uuid) to "authenticated", "postgres";
