-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.tg_transaction_approvals__guard()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071210_film_approvals.sql

comment on function "stagedoor_film"."tg_transaction_approvals__guard"() is
  'Let a signature name its cost and stay. Raises 23514, TRANSACTION_STATE.';

revoke all on function "stagedoor_film"."tg_transaction_approvals__guard"() from public;

grant execute on function "stagedoor_film"."tg_transaction_approvals__guard"() to "postgres";
