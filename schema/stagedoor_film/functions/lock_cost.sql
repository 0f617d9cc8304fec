-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.lock_cost (
  p_transaction_id uuid,
  p_permission_key text                          default null::text,
  OUT              cost public.cost_transactions,
  OUT              code public.cost_codes,
  OUT              scope_id uuid,
  OUT              production public.productions,
  OUT              elevation_id uuid
)
  returns record
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071710_film_entering.sql

revoke all on function "stagedoor_film"."lock_cost"(uuid, text) from public;

grant execute on function "stagedoor_film"."lock_cost"(uuid, text) to "postgres";
