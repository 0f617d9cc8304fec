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
  'Receive, adjust or count an article. Returns how much is there then.

p_kind: stock_in adds p_quantity, stock_adj adds or takes it, cycle_count finds it. A call
that is repeated with the same idempotency key moves nothing twice. Needs
inventory:<kind>, which is locked for assistants.

Raises:
- 22023: another kind; a quantity that does not fit it; no reason.
- 23505: an idempotency key that was used for something else.
- 23514: taking more than is there.
- 42501: may not, or not without the master code.
- PT404: no such article, or the caller may not see it.';

revoke all on function "public"."move_stock"(uuid, text, numeric, text, text) from public;

grant execute
  on function "public"."move_stock"(uuid, text, numeric, text, text)
  to "authenticated", "postgres";
