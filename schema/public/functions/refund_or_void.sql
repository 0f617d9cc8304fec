-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.refund_or_void (
  p_studio_transaction_id uuid,
  p_reason                text
)
  returns jsonb
  language plpgsql
  set search_path to ''
  AS $function$
begin
  return stagedoor_studio.refund_or_void(p_studio_transaction_id, p_reason);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$function$;

comment on function "public"."refund_or_void"(uuid, text) is 'Take a sale back. Returns {outcome: voided or refunded, refund_id}.

While the till of its day is open the sale is voided, as if it had not been; later it is
refunded by an entry of its own. Again: the same answer, and nothing happens. Needs
reports:refund_void, which is locked for assistants.

Raises:
- 22023: no reason.
- 23514: a refund.
- 42501: may not, or not without the master code.
- PT404: no such transaction, or the caller may not see it.';

revoke all on function "public"."refund_or_void"(uuid, text) from public;

grant execute
  on function "public"."refund_or_void"(uuid, text)
  to "authenticated", "postgres";
