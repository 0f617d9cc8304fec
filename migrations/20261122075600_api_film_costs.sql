-- API: costs, from entering to taking back.

create function public.submit_transaction(
  p_cost_code_id uuid,
  p_budget_line_id uuid,
  p_amount numeric,
  p_currency text,
  p_description text,
  p_idempotency_key text,
  p_kind text default 'invoice',
  p_payee text default null,
  p_payee_union_agreement_id uuid default null,
  p_reference text default null,
  p_transaction_date date default null,
  p_coding jsonb default null,
  p_relieves_id uuid default null,
  p_credits_id uuid default null,
  p_earning text default null
)
returns uuid
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_film.submit_transaction(
    p_cost_code_id, p_budget_line_id, p_amount, p_currency, p_description,
    p_idempotency_key, p_kind, p_payee, p_payee_union_agreement_id, p_reference,
    p_transaction_date, p_coding, p_relieves_id, p_credits_id, p_earning);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.submit_transaction is
$$Enter a cost against a code, funded by a budget line. Returns its id.

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
- PT404: no such code, line, agreement, order or cost, or not for the caller to know of.$$;

create function public.approve_transaction(p_transaction_id uuid)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_film.approve_transaction(p_transaction_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.approve_transaction is
$$Perform the next step of a cost: a sign-off, or posting it.

Returns {status, position, permission_key, authority_id}, and override_id where an override
paid; status is submitted, signed (all sign-offs given) or posted. The chain is that of
approval_steps, else one cost:approve and one transaction:approve; each step asks for its
key, and for its role where it names one. A sign-off by cost:approve asks that
resolve_cost_access says approve, and debits a spending authority of the caller in the same
transaction: the deepest subtree that covers the cost, then the one that ends first; an
emergency override of the caller stands in where it lifts the code or no authority covers
the cost. What draws on an order was signed for with the order, and a credit spends nothing.
Nobody signs what they entered, and nobody signs twice (F99, F113, F116).

Raises:
- 23514: TRANSACTION_STATE, MAKER_CHECKER, PERIOD_CLOSED, COST_CODE_PREFIX,
  UNION_JURISDICTION.
- 42501: may not; AUTHORITY_EXCEEDED, with what is left.
- PT404: no such cost, or not for the caller to know of.$$;

create function public.void_transaction(p_transaction_id uuid, p_reason text)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_film.void_transaction(p_transaction_id, p_reason);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.void_transaction is
$$Take a cost back, and give its authority back in the same transaction.

Returns {status, reversal_id}. What was posted into a period that is closed by now stays in
its report, and a reversal counts in the open one; otherwise reversal_id is null. What other
costs draw on is taken back after them. Nobody voids a posting of what they entered. Again:
the same answer. Needs transaction:approve (F113, F116).

Raises:
- 22023: no reason of 1 to 1000 characters.
- 23514: TRANSACTION_STATE, MAKER_CHECKER.
- 42501: may not.
- PT404: no such cost, or not for the caller to know of.$$;

create function public.revise_transaction(p_transaction_id uuid, p_changes jsonb)
returns uuid
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_film.revise_transaction(p_transaction_id, p_changes);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.revise_transaction is
$$Replace a cost that is not posted by its next revision. Returns its id.

p_changes has names of columns as keys: cost_code_id, budget_line_id, amount, currency,
description, kind, payee, payee_union_agreement_id, reference, transaction_date, coding,
relieves_id, credits_id, earning; what is not named stays. The revision before is voided and
its authority released; the new one is entered by the caller and signed anew. Sent twice it
is one revision. Needs transaction:edit:assigned on both codes (F113).

Raises:
- 22023: a key that is no column; a value that is none; nothing that changes.
- 23514: TRANSACTION_STATE for what is posted, voided or drawn on; else as
  submit_transaction.
- 42501: may not.
- PT404: no such cost, code, line, agreement or order, or not for the caller to know of.$$;

create function public.get_balance(p_transaction_id uuid)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return stagedoor_film.get_balance(p_transaction_id);
end;
$$;

comment on function public.get_balance is
$$What is left of an order or a cost.

Returns {currency, amount, relieved, credited, left}: what live costs draw on it, what
credits give back, and the rest. A cost that is entered counts before it is signed. For
whoever sees the cost.

Raises:
- PT404: no such cost, or not for the caller to know of.$$;

create function public.list_approvals(p_transaction_id uuid)
returns table (
  "position" smallint, permission_key text, role_key text, user_id uuid,
  approved_at timestamptz, is_next boolean
)
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return query
  select t.* from stagedoor_film.list_approvals(p_transaction_id) as t;
end;
$$;

comment on function public.list_approvals is
$$Who signed a cost, and whose signatures it still needs.

One row a step, signed ones first. is_next: what approve_transaction would perform. Of a
cost that is posted or voided only signatures are listed. For whoever sees the cost (F99).

Raises:
- PT404: no such cost, or not for the caller to know of.$$;

create function public.save_approval_step(p_project_id uuid, p_row jsonb)
returns uuid
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_film.save_approval_step(p_project_id, p_row);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.save_approval_step is
$$Enter or change a step of a chain of signatures. Returns its id.

p_row: kind (null: any), department_id (null: any), position (1 to 1000), permission_key
(cost:approve or transaction:approve), role_key (who signs holds it as well; null: any),
from_amount (asked for from this amount on; 0: always), currency (of from_amount; null:
that of the production). Kind, department and position say which step. A cost follows the
steps of its kind and department, else of its kind, else of its department, else of any. A
step from an amount on in another currency is asked for always. Needs role:edit (F99).

Raises:
- 22023: a value that is none, and which are; a key that is no column.
- 42501: may not.
- PT404: no such production, department or role.$$;

create function public.remove_approval_step(p_approval_step_id uuid)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_film.remove_approval_step(p_approval_step_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.remove_approval_step is
$$Remove a step of a chain. Returns whether there was one.

What was signed stays signed. Needs role:edit.

Raises:
- 42501: may not.
- PT404: no such step, or not for the caller to know of.$$;

-- Privileges.

revoke all on function
  public.submit_transaction,
  public.approve_transaction,
  public.void_transaction,
  public.revise_transaction,
  public.get_balance,
  public.list_approvals,
  public.save_approval_step,
  public.remove_approval_step
from public, anon, authenticated, service_role;
grant execute on function
  public.submit_transaction,
  public.approve_transaction,
  public.void_transaction,
  public.revise_transaction,
  public.get_balance,
  public.list_approvals,
  public.save_approval_step,
  public.remove_approval_step
to authenticated;
