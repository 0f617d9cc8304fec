-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.tg_cost_transactions__guard()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071200_film_transactions.sql

comment on function "stagedoor_film"."tg_cost_transactions__guard"() is
  'Keep what a cost says, its states in order, and closed periods closed.

Raises 23514: TRANSACTION_STATE, PERIOD_CLOSED, and what check_charge refuses.';

revoke all on function "stagedoor_film"."tg_cost_transactions__guard"() from public;

grant execute on function "stagedoor_film"."tg_cost_transactions__guard"() to "postgres";
