-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.move_stock (
  p_stock_item_id   uuid,
  p_kind            text,
  p_quantity        numeric,
  p_reason          text,
  p_idempotency_key text    default null::text
)
  returns numeric
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122095300_api_studio_till.sql

comment on function "public"."move_stock"(uuid, text, numeric, text, text) is
  'Receive, adjust or count an article. Returns the new quantity.

p_kind: stock_in adds p_quantity, stock_adj adds it or, if negative, subtracts it,
cycle_count sets it. A repeated call with the same idempotency key moves stock once. Needs
inventory:<kind>, which is locked for assistants.

Raises:
- 22023: another kind; a quantity that does not fit it; no reason.
- 23505: an idempotency key that was used for another movement.
- 23514: a withdrawal that exceeds the stock.
- 42501: may not, or not without the master code.
- PT404: no such article, or the caller may not see it.';

revoke all on function "public"."move_stock"(uuid, text, numeric, text, text) from public;

grant execute
  on function "public"."move_stock"(uuid, text, numeric, text, text)
  to "authenticated", "postgres";
