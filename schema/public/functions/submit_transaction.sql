-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.submit_transaction (
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
  set search_path to '';
-- Its body: migrations/20261122075600_api_film_costs.sql

comment on function
  "public"."submit_transaction"(uuid, uuid, numeric, text, text, text, text, text, uuid,
  text, date, jsonb, uuid, uuid, text) is 'Enter a cost against a code, funded by a budget line. Returns its id.

p_kind: order, invoice, petty_cash, payroll, journal or credit. The code and the code of the
line are on one side of the line, the currency is that of the line, and a code with an
agreement takes payees of it alone. p_transaction_date null is today in the production; it
lies in no closed period. p_coding is an object of further codes. p_relieves_id is a signed
order that an invoice, petty_cash, payroll or journal draws on, p_credits_id the posted cost
or signed order that a credit gives back: with its code, currency and agreement, and no more
than is left. The same p_idempotency_key of the same person is the same cost. Needs
transaction:create where the code belongs, and where the code of the line does (F33, F45).

Raises:
- 22023: a value that is none, and which are; CURRENCY, AMOUNT.
- 23505: IDEMPOTENCY_KEY, the key stands for a cost that says something else.
- 23514: COST_CODE_PREFIX, FENCE, CURRENCY, UNION_JURISDICTION, PERIOD_CLOSED,
  TRANSACTION_STATE, DRAWN_ON, BALANCE.
- 42501: may not.
- PT404: no such code, line, agreement, order or cost, or not for the caller to know of.';

revoke all
  on function
    "public"."submit_transaction"(uuid, uuid, numeric, text, text, text, text, text, uuid,
    text, date, jsonb, uuid, uuid, text)
  from public;

grant execute
  on function
    "public"."submit_transaction"(uuid, uuid, numeric, text, text, text, text, text, uuid,
    text, date, jsonb, uuid, uuid, text)
  to "authenticated", "postgres";
