-- API: the till and the stock.

create function public.refund_or_void(p_studio_transaction_id uuid, p_reason text)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_studio.refund_or_void(p_studio_transaction_id, p_reason);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.refund_or_void is
$$Reverse a sale. Returns {outcome: voided or refunded, refund_id}.

While the till of its day is open the sale is voided and counts no more; later it is
refunded by an entry of its own. Again: the same answer, without another change. Needs
reports:refund_void, which is locked for assistants.

Raises:
- 22023: no reason.
- 23514: a refund.
- 42501: may not, or not without the master code.
- PT404: no such transaction, or the caller may not see it.$$;

create function public.close_cash(p_project_id uuid, p_day date, p_counted numeric)
returns uuid
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_studio.close_cash(p_project_id, p_day, p_counted);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.close_cash is
$$Close the till of a day with the amount that was counted.

Returns the id of the close. It records the sum of the cash transactions and the
difference; the day takes no further transaction. Again with the same amount: the same id.
Needs reports:cash_close, which is locked for assistants.

Raises:
- 22023: a future day; an amount that is negative.
- 23505: closed already, with another amount.
- 42501: may not, or not without the master code.
- PT404: no such studio, or the caller is no member of it.$$;

create function public.get_studio_figures(
  p_project_id uuid, p_from date default null, p_to date default null
)
returns table (
  business_day date, artist_id uuid, sales bigint, refunds bigint, total numeric
)
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return query
  select f.* from stagedoor_studio.get_studio_figures(p_project_id, p_from, p_to) as f;
end;
$$;

comment on function public.get_studio_figures is
$$The takings of a studio, by day and artist.

From p_from to p_to, both included; null leaves that side open. Artists get their own
figures. Needs reports:view (F62).

Raises:
- 42501: may not.
- PT404: no such studio, or the caller is no member of it.$$;

create function public.move_stock(
  p_stock_item_id uuid,
  p_kind text,
  p_quantity numeric,
  p_reason text,
  p_idempotency_key text default null
)
returns numeric
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_studio.move_stock(
    p_stock_item_id, p_kind, p_quantity, p_reason, p_idempotency_key);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.move_stock is
$$Receive, adjust or count an article. Returns the new quantity.

p_kind: stock_in adds p_quantity, stock_adj adds it or, if negative, subtracts it,
cycle_count sets it. A repeated call with the same idempotency key moves stock once. Needs
inventory:<kind>, which is locked for assistants.

Raises:
- 22023: another kind; a quantity that does not fit it; no reason.
- 23505: an idempotency key that was used for another movement.
- 23514: a withdrawal that exceeds the stock.
- 42501: may not, or not without the master code.
- PT404: no such article, or the caller may not see it.$$;

-- Privileges.

revoke all on function
  public.refund_or_void,
  public.close_cash,
  public.get_studio_figures,
  public.move_stock
from public, anon, authenticated, service_role;
grant execute on function
  public.refund_or_void,
  public.close_cash,
  public.get_studio_figures,
  public.move_stock
to authenticated;

notify pgrst, 'reload schema';
