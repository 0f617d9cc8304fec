-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.approve_transaction (
  p_transaction_id uuid
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071720_film_signing.sql

comment on function "stagedoor_film"."approve_transaction"(uuid) is
  'Implementation of public.approve_transaction.';

revoke all on function "stagedoor_film"."approve_transaction"(uuid) from public;

grant execute
  on function "stagedoor_film"."approve_transaction"(uuid)
  to "authenticated", "postgres";
