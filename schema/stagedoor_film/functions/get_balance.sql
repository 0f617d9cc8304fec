-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.get_balance (
  p_transaction_id uuid
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071710_film_entering.sql

revoke all on function "stagedoor_film"."get_balance"(uuid) from public;

grant execute
  on function "stagedoor_film"."get_balance"(uuid)
  to "authenticated", "postgres";
