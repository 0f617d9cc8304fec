-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.lock_authority (
  p_authority_id uuid,
  OUT            authority public.spending_authorities,
  OUT            production public.productions,
  OUT            scope_id uuid
)
  returns record
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071740_film_spending.sql

revoke all on function "stagedoor_film"."lock_authority"(uuid) from public;

grant execute on function "stagedoor_film"."lock_authority"(uuid) to "postgres";
