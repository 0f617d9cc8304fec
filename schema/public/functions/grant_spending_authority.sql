-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.grant_spending_authority (
  p_project_id          uuid,
  p_user_id             uuid,
  p_cost_code_id        uuid,
  p_currency            text,
  p_per_transaction     numeric,
  p_cumulative          numeric,
  p_phases              text[]                   default null::text[],
  p_union_agreement_ids uuid[]                   default null::uuid[],
  p_valid_from          timestamp with time zone default null::timestamp with time zone,
  p_valid_until         timestamp with time zone default null::timestamp with time zone
)
  returns uuid
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122075700_api_film_authorities.sql

comment on function
  "public"."grant_spending_authority"(uuid, uuid, uuid, text, numeric, numeric, text[],
  uuid[], timestamp with time zone, timestamp with time zone) is 'Give somebody authority to sign costs off. Returns its id.

It counts for p_cost_code_id and all below it, in one currency, in the named phases and for
payees of the named agreements; null is any. One cost takes at most p_per_transaction, all
together p_cumulative. Given again before it was used it is the same authority. For the
designated executive producer, who holds authority:delegate (F28, F113).

Raises:
- 22023: CURRENCY, AMOUNT; more at once than in all; no such phase; a window that is none.
- 42501: may not, or is not the executive producer.
- PT404: no such production, code or agreement; nobody who works there.';

revoke all
  on function
    "public"."grant_spending_authority"(uuid, uuid, uuid, text, numeric, numeric, text[],
    uuid[], timestamp with time zone, timestamp with time zone)
  from public;

grant execute
  on function
    "public"."grant_spending_authority"(uuid, uuid, uuid, text, numeric, numeric, text[],
    uuid[], timestamp with time zone, timestamp with time zone)
  to "authenticated", "postgres";
