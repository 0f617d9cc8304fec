-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.submit_transaction (
  p_cost_code_id             uuid,
  p_budget_line_id           uuid,
  p_amount                   numeric,
  p_currency                 text,
  p_description              text,
  p_idempotency_key          text,
  p_kind                     text    default 'invoice'::text,
  p_payee                    text    default null::text,
  p_payee_union_agreement_id uuid    default null::uuid,
  p_reference                text    default null::text,
  p_transaction_date         date    default null::date,
  p_coding                   jsonb   default null::jsonb,
  p_relieves_id              uuid    default null::uuid,
  p_credits_id               uuid    default null::uuid,
  p_earning                  text    default null::text
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071710_film_entering.sql

comment on function
  "stagedoor_film"."submit_transaction"(uuid, uuid, numeric, text, text, text, text, text,
  uuid, text, date, jsonb, uuid, uuid, text) is 'Implementation of public.submit_transaction.';

revoke all
  on function
    "stagedoor_film"."submit_transaction"(uuid, uuid, numeric, text, text, text, text, text,
    uuid, text, date, jsonb, uuid, uuid, text)
  from public;

grant execute
  on function
    "stagedoor_film"."submit_transaction"(uuid, uuid, numeric, text, text, text, text, text,
    uuid, text, date, jsonb, uuid, uuid, text)
  to "authenticated", "postgres";
