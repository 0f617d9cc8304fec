-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.refund_or_void (
  p_studio_transaction_id uuid,
  p_reason                text
)
  returns jsonb
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122095300_api_studio_till.sql

revoke all on function "public"."refund_or_void"(uuid, text) from public;

grant execute
  on function "public"."refund_or_void"(uuid, text)
  to "authenticated", "postgres";
