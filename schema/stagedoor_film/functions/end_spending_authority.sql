-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.end_spending_authority (
  p_authority_id uuid,
  p_reason       text
)
  returns boolean
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071740_film_spending.sql

comment on function "stagedoor_film"."end_spending_authority"(uuid, text) is
  'Implementation of public.end_spending_authority.';

revoke all on function "stagedoor_film"."end_spending_authority"(uuid, text) from public;

grant execute
  on function "stagedoor_film"."end_spending_authority"(uuid, text)
  to "authenticated", "postgres";
