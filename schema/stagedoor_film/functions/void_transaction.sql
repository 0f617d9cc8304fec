-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.void_transaction (
  p_transaction_id uuid,
  p_reason         text
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071730_film_voiding.sql

comment on function "stagedoor_film"."void_transaction"(uuid, text) is
  'Implementation of public.void_transaction.';

revoke all on function "stagedoor_film"."void_transaction"(uuid, text) from public;

grant execute
  on function "stagedoor_film"."void_transaction"(uuid, text)
  to "authenticated", "postgres";
