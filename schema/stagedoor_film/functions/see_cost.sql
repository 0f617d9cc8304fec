-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.see_cost (
  p_transaction_id uuid,
  OUT              cost public.cost_transactions,
  OUT              code public.cost_codes,
  OUT              scope_id uuid
)
  returns record
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071710_film_entering.sql

revoke all on function "stagedoor_film"."see_cost"(uuid) from public;

grant execute on function "stagedoor_film"."see_cost"(uuid) to "postgres";
