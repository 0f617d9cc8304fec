-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.check_charge (
  p_cost_code                public.cost_codes,
  p_line                     public.budget_lines,
  p_currency                 text,
  p_payee_union_agreement_id uuid,
  p_date                     date
)
  returns void
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071200_film_transactions.sql

comment on function
  "stagedoor_film"."check_charge"(public.cost_codes, public.budget_lines, text, uuid, date)
  is 'Refuse a cost that does not fit its code, line or payee (F33, F45).

Raises 23514: COST_CODE_PREFIX for a header, FENCE for the two sides of the line, CURRENCY,
UNION_JURISDICTION.';

revoke all
  on function
    "stagedoor_film"."check_charge"(public.cost_codes, public.budget_lines, text, uuid,
    date)
  from public;

grant execute
  on function
    "stagedoor_film"."check_charge"(public.cost_codes, public.budget_lines, text, uuid,
    date)
  to "postgres";
