-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.import_transactions (
  p_project_id      uuid,
  p_rows            jsonb,
  p_idempotency_key text,
  p_partial         boolean default false
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071760_film_payroll.sql

comment on function "stagedoor_film"."import_transactions"(uuid, jsonb, text, boolean) is
  'Implementation of public.import_transactions.';

revoke all
  on function "stagedoor_film"."import_transactions"(uuid, jsonb, text, boolean)
  from public;

grant execute
  on function "stagedoor_film"."import_transactions"(uuid, jsonb, text, boolean)
  to "authenticated", "postgres";
