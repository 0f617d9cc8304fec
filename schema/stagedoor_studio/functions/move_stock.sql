-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.move_stock (
  p_stock_item_id   uuid,
  p_kind            text,
  p_quantity        numeric,
  p_reason          text,
  p_idempotency_key text    default null::text
)
  returns numeric
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122091310_studio_stock_moves.sql

comment on function "stagedoor_studio"."move_stock"(uuid, text, numeric, text, text) is
  'Implementation of public.move_stock.';

revoke all
  on function "stagedoor_studio"."move_stock"(uuid, text, numeric, text, text)
  from public;

grant execute
  on function "stagedoor_studio"."move_stock"(uuid, text, numeric, text, text)
  to "authenticated", "postgres";
