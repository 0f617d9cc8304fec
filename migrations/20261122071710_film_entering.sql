-- Entering costs: what a cost says, what it is charged to and what it draws on.

create function stagedoor_film.see_cost(
  p_transaction_id uuid,
  out cost         public.cost_transactions,
  out code         public.cost_codes,
  out scope_id     uuid
)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads costs and the chart, of which a request sees its own part only.
begin
  select t.* into cost from public.cost_transactions as t where t.id = p_transaction_id;
  select c.* into code from public.cost_codes as c where c.id = cost.cost_code_id;
  scope_id := coalesce(code.department_id, code.project_id);
  -- Whoever signs sees what is to be signed.
  if not stagedoor.can('transaction:view:assigned', scope_id, cost.created_by)
    and not stagedoor.can('cost:approve', scope_id)
    and not stagedoor.can('transaction:approve', scope_id)
  then
    perform stagedoor.raise_not_found('Transaction');
  end if;
end;
$$;

comment on function stagedoor_film.see_cost is
'A cost, its code and where its keys are asked, for whoever sees it.

Raises PT404 for a cost that is foreign or absent.';

create function stagedoor_film.lock_cost(
  p_transaction_id uuid,
  p_permission_key text default null,
  out cost         public.cost_transactions,
  out code         public.cost_codes,
  out scope_id     uuid,
  out production   public.productions,
  out elevation_id uuid
)
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Locks a production and a cost, which no request role may. A key is asked before the lock
-- and behind it.
declare
  v_seen pg_catalog.record;
begin
  v_seen := stagedoor_film.see_cost(p_transaction_id);
  if p_permission_key is not null then
    perform stagedoor.enforce(
      p_permission_key, v_seen.scope_id, (v_seen.cost).created_by);
  end if;
  production := stagedoor_film.share_production((v_seen.cost).project_id);
  perform from public.cost_transactions as t
  where t.id = p_transaction_id
  for no key update;
  v_seen := stagedoor_film.see_cost(p_transaction_id);
  cost := v_seen.cost;
  code := v_seen.code;
  scope_id := v_seen.scope_id;
  if p_permission_key is not null then
    elevation_id := stagedoor.require(p_permission_key, scope_id, cost.created_by);
  end if;
end;
$$;

comment on function stagedoor_film.lock_cost is
'Guard a change of a cost: see it, enforce, lock it, require.

The production first, then the cost, then what it draws on, then authorities by id. Without
a key whoever sees it locks it. Raises 42501; PT404 for a cost that is foreign or absent.';

create function stagedoor_film.raise_state(p_message text, p_expected text, p_actual text)
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
  raise check_violation using
    message = p_message,
    detail = json_build_object(
      'error_code', 'TRANSACTION_STATE', 'expected', p_expected, 'actual', p_actual);
end;
$$;

comment on function stagedoor_film.raise_state is
'Refuse what the state of a cost does not let be done.

Raises 23514, TRANSACTION_STATE.';

create function stagedoor_film.clean_cost(p_cost public.cost_transactions)
returns public.cost_transactions
language plpgsql
immutable
set search_path = ''
as $$
begin
  p_cost.description := btrim(p_cost.description);
  p_cost.payee := nullif(btrim(p_cost.payee), '');
  p_cost.reference := nullif(btrim(p_cost.reference), '');
  p_cost.earning := nullif(btrim(p_cost.earning), '');
  p_cost.coding := coalesce(p_cost.coding, '{}');
  if p_cost.kind is null or p_cost.kind not in (
    'order', 'invoice', 'petty_cash', 'payroll', 'journal', 'credit')
  then
    raise invalid_parameter_value using
      message = 'A cost is an order, invoice, petty_cash, payroll, journal or credit',
      detail = json_build_object('field', 'kind', 'actual', left(p_cost.kind, 60));
  elsif (char_length(p_cost.description) between 1 and 400) is not true then
    raise invalid_parameter_value using
      message = 'A cost has a description of 1 to 400 characters',
      detail = '{"field":"description"}';
  elsif char_length(p_cost.payee) > 200 then
    raise invalid_parameter_value using
      message = 'A payee has at most 200 characters', detail = '{"field":"payee"}';
  elsif char_length(p_cost.reference) > 120 then
    raise invalid_parameter_value using
      message = 'A reference has at most 120 characters', detail = '{"field":"reference"}';
  elsif p_cost.earning !~ '^[a-z][a-z0-9_]*$' or char_length(p_cost.earning) > 60 then
    raise invalid_parameter_value using
      message = 'An earning is lower case, digits and underscores, such as straight_time',
      detail = json_build_object('field', 'earning', 'actual', left(p_cost.earning, 60));
  elsif isfinite(p_cost.transaction_date) is false then
    raise invalid_parameter_value using
      message = 'A cost is of a day, and not of infinity',
      detail = '{"field":"transaction_date"}';
  elsif jsonb_typeof(p_cost.coding) <> 'object'
    or octet_length(p_cost.coding::pg_catalog.text) > 8192
  then
    raise invalid_parameter_value using
      message = 'A coding is an object of at most 8192 bytes',
      detail = '{"field":"coding"}';
  elsif (p_cost.kind = 'credit') <> (p_cost.credits_id is not null) then
    raise invalid_parameter_value using
      message = 'A credit names the cost that it gives back, and no other kind does',
      detail = '{"field":"credits_id"}';
  elsif p_cost.relieves_id is not null and p_cost.kind in ('order', 'credit') then
    raise invalid_parameter_value using
      message = 'An order is drawn on by an invoice, petty_cash, payroll or journal',
      detail = '{"field":"relieves_id"}';
  elsif (char_length(p_cost.idempotency_key) between 1 and 200) is not true then
    raise invalid_parameter_value using
      message = 'An idempotency key has 1 to 200 characters',
      detail = '{"field":"idempotency_key"}';
  end if;
  return p_cost;
end;
$$;

comment on function stagedoor_film.clean_cost is
'What a cost says, without blanks around it. Raises 22023.

What refers to something else is looked at by check_references.';

create function stagedoor_film.said(p_cost public.cost_transactions)
returns jsonb
language sql
immutable
set search_path = ''
as $$
  select to_jsonb(p_cost) - '{id,status,signed_amount,idempotency_key,revises_id,revision,
    reverses_id,note,created_by,created_at,approved_by,approved_at,posted_by,posted_at,
    voided_by,voided_at,void_reason,override_id,elevation_id}'::pg_catalog.text[]
$$;

comment on function stagedoor_film.said is
'What a cost says, without its states and who brought it into them.';

create function stagedoor_film.drawn(p_transaction_id uuid, p_project_id uuid)
returns table (relieved numeric, credited numeric)
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads costs that the caller may not see.
  select
    coalesce(sum(d.amount) filter (where d.relieves_id = p_transaction_id), 0),
    coalesce(sum(d.amount) filter (where d.credits_id = p_transaction_id), 0)
  from public.cost_transactions as d
  where d.project_id = p_project_id
    and (d.relieves_id = p_transaction_id or d.credits_id = p_transaction_id)
    and d.status <> 'voided'
    and d.reverses_id is null
$$;

comment on function stagedoor_film.drawn is
'What live costs draw on an order, and give back of a cost.

One that is entered counts before it is signed, so that no two draw the same.';

create function stagedoor_film.check_draw(
  p_cost public.cost_transactions, p_drawn_on public.cost_transactions
)
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads costs and agreements that the caller may not see. Asked behind a lock on what is
-- drawn on.
declare
  v_left pg_catalog.numeric;
begin
  if p_cost.relieves_id is not null and p_drawn_on.kind <> 'order' then
    perform stagedoor_film.raise_state(
      'What is drawn on is an order', 'order', p_drawn_on.kind);
  elsif p_drawn_on.kind = 'credit' or p_drawn_on.reverses_id is not null then
    perform stagedoor_film.raise_state(
      'What gives back is not given back: void it', 'a cost', p_drawn_on.kind);
  elsif p_drawn_on.status not in ('signed', 'posted')
    or (p_drawn_on.kind <> 'order' and p_drawn_on.status <> 'posted')
  then
    perform stagedoor_film.raise_state(
      'An order is drawn on once it is signed, a cost is given back once it is posted',
      case p_drawn_on.kind when 'order' then 'signed' else 'posted' end,
      p_drawn_on.status);
  elsif p_cost.cost_code_id <> p_drawn_on.cost_code_id
    or p_cost.currency <> p_drawn_on.currency
    or (stagedoor_film.agreement_for(
      p_cost.project_id, p_cost.payee_union_agreement_id)).code
      is distinct from (stagedoor_film.agreement_for(
        p_cost.project_id, p_drawn_on.payee_union_agreement_id)).code
  then
    -- What was signed for was this code, in this currency and under this agreement.
    raise check_violation using
      message = 'It has the code, currency and agreement of the cost that it draws on',
      detail = json_build_object('error_code', 'DRAWN_ON', 'id', p_drawn_on.id);
  end if;

  select p_drawn_on.amount - d.relieved - d.credited into v_left
  from stagedoor_film.drawn(p_drawn_on.id, p_drawn_on.project_id) as d;
  if p_cost.amount > v_left then
    raise check_violation using
      message = format(
        '%s of %s is left', trim_scale(v_left), trim_scale(p_drawn_on.amount)),
      detail = json_build_object(
        'error_code', 'BALANCE', 'expected', 'at most ' || trim_scale(v_left),
        'actual', trim_scale(p_cost.amount)::pg_catalog.text),
      hint = 'Void what draws on it, or enter the rest as a cost of its own.';
  end if;
end;
$$;

comment on function stagedoor_film.check_draw is
'Refuse to draw more on an order, or give back more, than is left.

Raises 23514: TRANSACTION_STATE, DRAWN_ON, BALANCE.';

create function stagedoor_film.check_references(
  p_cost public.cost_transactions, p_permission_key text, p_owner_id uuid default null
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads lines and costs, and locks what is drawn on, which no request role may. Whatever
-- lies in a department that is shut to the caller answers as if it were not there.
declare
  v_line     public.budget_lines;
  v_drawn_on public.cost_transactions;
  v_scope_id pg_catalog.uuid;
begin
  select l.* into v_line
  from public.budget_lines as l
  where l.id = p_cost.budget_line_id and l.project_id = p_cost.project_id;
  select coalesce(c.department_id, c.project_id) into v_scope_id
  from public.cost_codes as c
  where c.id = v_line.cost_code_id;
  if not stagedoor.can(p_permission_key, v_scope_id, p_owner_id) then
    perform stagedoor.raise_not_found('Budget line');
  end if;
  perform stagedoor_film.check_amount(p_cost.amount, p_cost.currency, 'An amount');
  if p_cost.payee_union_agreement_id is not null
    and stagedoor_film.agreement_for(
      p_cost.project_id, p_cost.payee_union_agreement_id) is null
  then
    perform stagedoor.raise_not_found('Union agreement');
  end if;

  if num_nonnulls(p_cost.relieves_id, p_cost.credits_id) > 0 then
    select t.* into v_drawn_on
    from public.cost_transactions as t
    where t.id = coalesce(p_cost.relieves_id, p_cost.credits_id)
      and t.project_id = p_cost.project_id;
    select coalesce(c.department_id, c.project_id) into v_scope_id
    from public.cost_codes as c
    where c.id = v_drawn_on.cost_code_id;
    if not stagedoor.can('transaction:view:assigned', v_scope_id, v_drawn_on.created_by)
    then
      perform stagedoor.raise_not_found('Transaction');
    end if;
  end if;
end;
$$;

comment on function stagedoor_film.check_references is
'Refuse a cost that refers to what is not there for the caller.

A line, an agreement, an order or the cost that a credit gives back. Raises PT404; 22023 for
an amount that is none.';

create function stagedoor_film.lock_drawn_on(p_cost public.cost_transactions)
returns public.cost_transactions
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Locks a cost, which no request role may.
declare
  v_drawn_on public.cost_transactions;
begin
  select t.* into v_drawn_on
  from public.cost_transactions as t
  where t.id = coalesce(p_cost.relieves_id, p_cost.credits_id)
    and t.project_id = p_cost.project_id
  for no key update;
  return v_drawn_on;
end;
$$;

comment on function stagedoor_film.lock_drawn_on is
'Lock the order, or the cost given back, that a cost draws on.

Null where it draws on nothing.';

create function stagedoor_film.same_cost(
  p_there public.cost_transactions, p_new public.cost_transactions
)
returns uuid
language plpgsql
stable
set search_path = ''
as $$
begin
  -- A day that was not named was that of the first time.
  p_new.transaction_date := coalesce(p_new.transaction_date, p_there.transaction_date);
  if stagedoor_film.said(p_there) <> stagedoor_film.said(p_new) then
    raise unique_violation using
      message = 'That idempotency key stands for another cost',
      detail = json_build_object(
        'error_code', 'IDEMPOTENCY_KEY', 'id', p_there.id,
        'differs', (
          select json_agg(t.key order by t.key)
          from jsonb_each(stagedoor_film.said(p_there)) as t
          where t.value is distinct from stagedoor_film.said(p_new) -> t.key
        )),
      hint = 'A new cost has a new key.';
  end if;
  return p_there.id;
end;
$$;

comment on function stagedoor_film.same_cost is
'The id of a cost that was entered under a key already.

Raises 23505, IDEMPOTENCY_KEY, where it says something else.';

create function stagedoor_film.submit_transaction(
  p_cost_code_id             uuid,
  p_budget_line_id           uuid,
  p_amount                   numeric,
  p_currency                 text,
  p_description              text,
  p_idempotency_key          text,
  p_kind                     text  default 'invoice',
  p_payee                    text  default null,
  p_payee_union_agreement_id uuid  default null,
  p_reference                text  default null,
  p_transaction_date         date  default null,
  p_coding                   jsonb default null,
  p_relieves_id              uuid  default null,
  p_credits_id               uuid  default null,
  p_earning                  text  default null
)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes costs, which no request role may. That a cost fits its code, line, payee and
-- period is asked by triggers.
declare
  v_code     public.cost_codes;
  v_cost     public.cost_transactions;
  v_there    public.cost_transactions;
  v_drawn_on public.cost_transactions;
  v_scope_id pg_catalog.uuid;
begin
  v_cost.cost_code_id := p_cost_code_id;
  v_cost.budget_line_id := p_budget_line_id;
  v_cost.amount := p_amount;
  v_cost.currency := p_currency;
  v_cost.description := p_description;
  v_cost.idempotency_key := p_idempotency_key;
  v_cost.kind := p_kind;
  v_cost.payee := p_payee;
  v_cost.payee_union_agreement_id := p_payee_union_agreement_id;
  v_cost.reference := p_reference;
  v_cost.transaction_date := p_transaction_date;
  v_cost.coding := p_coding;
  v_cost.relieves_id := p_relieves_id;
  v_cost.credits_id := p_credits_id;
  v_cost.earning := p_earning;
  v_cost := stagedoor_film.clean_cost(v_cost);

  select c.* into v_code from public.cost_codes as c where c.id = p_cost_code_id;
  v_scope_id := coalesce(v_code.department_id, v_code.project_id);
  if not stagedoor_film.sees_code(v_code, 'transaction:create') then
    perform stagedoor.raise_not_found('Cost code');
  end if;
  v_cost.elevation_id := stagedoor_film.require_shared(
    'transaction:create', v_scope_id, v_code.project_id);
  v_cost.project_id := v_code.project_id;
  v_cost.created_by := stagedoor.caller_id();
  perform stagedoor_film.check_references(v_cost, 'transaction:create');
  v_drawn_on := stagedoor_film.lock_drawn_on(v_cost);

  -- Behind the lock: whoever sends a cost twice at once has entered it by now.
  select t.* into v_there
  from public.cost_transactions as t
  where t.project_id = v_cost.project_id
    and t.created_by = v_cost.created_by
    and t.idempotency_key = p_idempotency_key;
  if found then
    return stagedoor_film.same_cost(v_there, v_cost);
  end if;
  if v_drawn_on.id is not null then
    perform stagedoor_film.check_draw(v_cost, v_drawn_on);
  end if;

  insert into public.cost_transactions as t (
    project_id, budget_line_id, cost_code_id, kind, amount, currency, description, payee,
    payee_union_agreement_id, earning, reference, transaction_date, coding, relieves_id,
    credits_id, idempotency_key, created_by, elevation_id, override_id
  )
  values (
    v_cost.project_id, v_cost.budget_line_id, v_cost.cost_code_id, v_cost.kind,
    v_cost.amount, v_cost.currency, v_cost.description, v_cost.payee,
    v_cost.payee_union_agreement_id, v_cost.earning, v_cost.reference,
    coalesce(v_cost.transaction_date, stagedoor.today_in(v_cost.project_id)),
    v_cost.coding, v_cost.relieves_id, v_cost.credits_id, v_cost.idempotency_key,
    v_cost.created_by, v_cost.elevation_id, stagedoor_film.acting_override()
  )
  on conflict on constraint cost_transactions_idempotency_key_key do nothing
  returning t.* into v_there;
  if not found then
    select t.* into v_there
    from public.cost_transactions as t
    where t.project_id = v_cost.project_id
      and t.created_by = v_cost.created_by
      and t.idempotency_key = p_idempotency_key;
    return stagedoor_film.same_cost(v_there, v_cost);
  end if;
  return v_there.id;
end;
$$;

comment on function stagedoor_film.submit_transaction is
'Implementation of public.submit_transaction.';

create function stagedoor_film.get_balance(p_transaction_id uuid)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Adds up costs that the caller may not see one by one.
declare
  v_seen pg_catalog.record := stagedoor_film.see_cost(p_transaction_id);
begin
  return (
    select jsonb_build_object(
      'currency', (v_seen.cost).currency, 'amount', (v_seen.cost).amount,
      'relieved', d.relieved, 'credited', d.credited,
      'left', case (v_seen.cost).status when 'voided' then 0
        else (v_seen.cost).amount - d.relieved - d.credited end)
    from stagedoor_film.drawn(p_transaction_id, (v_seen.cost).project_id) as d
  );
end;
$$;

comment on function stagedoor_film.get_balance is
'Implementation of public.get_balance.';

-- Privileges.

revoke all on function
  stagedoor_film.see_cost,
  stagedoor_film.lock_cost,
  stagedoor_film.raise_state,
  stagedoor_film.clean_cost,
  stagedoor_film.said,
  stagedoor_film.drawn,
  stagedoor_film.check_draw,
  stagedoor_film.check_references,
  stagedoor_film.lock_drawn_on,
  stagedoor_film.same_cost,
  stagedoor_film.submit_transaction,
  stagedoor_film.get_balance
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor_film.submit_transaction,
  stagedoor_film.get_balance
to authenticated;
