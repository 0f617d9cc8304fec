-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.unlock_union_rates (
  p_union_agreement_id uuid,
  p_reason             text,
  p_minutes            integer
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071500_film_rates.sql

comment on function "stagedoor_film"."unlock_union_rates"(uuid, text, integer) is
  'Implementation of public.unlock_union_rates.';

revoke all
  on function "stagedoor_film"."unlock_union_rates"(uuid, text, integer)
  from public;

grant execute
  on function "stagedoor_film"."unlock_union_rates"(uuid, text, integer)
  to "authenticated", "postgres";
