-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.revise_transaction (
  p_transaction_id uuid,
  p_changes        jsonb
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071730_film_voiding.sql

comment on function "stagedoor_film"."revise_transaction"(uuid, jsonb) is
  'Implementation of public.revise_transaction.';

revoke all on function "stagedoor_film"."revise_transaction"(uuid, jsonb) from public;

grant execute
  on function "stagedoor_film"."revise_transaction"(uuid, jsonb)
  to "authenticated", "postgres";
