-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.refund_or_void (
  p_studio_transaction_id uuid,
  p_reason                text
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122091300_studio_money.sql

comment on function "stagedoor_studio"."refund_or_void"(uuid, text) is
  'Implementation of public.refund_or_void.';

revoke all on function "stagedoor_studio"."refund_or_void"(uuid, text) from public;

grant execute
  on function "stagedoor_studio"."refund_or_void"(uuid, text)
  to "authenticated", "postgres";
