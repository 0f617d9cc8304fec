-- Signing costs: the chain of signatures, the authority that a signature takes, posting.

create function stagedoor_film.approval_chain(
  p_cost public.cost_transactions, p_code public.cost_codes
)
returns table (place bigint, "position" smallint, permission_key text, role_key text)
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads the steps of a production, of which a request sees its own part only.
  with fitting as (
    select s.*, rank() over (order by s.kind is null, s.department_id is null) as nearness
    from public.approval_steps as s
    where s.project_id = p_cost.project_id
      and (s.kind is null or s.kind = p_cost.kind)
      and (s.department_id is null or s.department_id = p_code.department_id)
  ),
  asked as (
    select f.position, f.permission_key, f.role_key
    from fitting as f
    where f.nearness = 1
      -- Nothing is converted: what cannot be compared is asked for.
      and (f.from_amount = 0 or f.currency <> p_cost.currency
        or p_cost.amount >= f.from_amount)
  ),
  -- Whatever the steps say, a cost is signed off by cost:approve, and posted at the end.
  whole as (
    select a.position, a.permission_key, a.role_key from asked as a
    union all
    select
      case when exists (select from asked as a) then 30001 else 1 end, 'cost:approve', null
    where not exists (select from asked as a where a.permission_key = 'cost:approve')
    union all
    select
      case when exists (select from asked as a) then 30002 else 2 end,
      'transaction:approve', null
    where (
      select a.permission_key from asked as a order by a.position desc limit 1
    ) is distinct from 'transaction:approve'
  )
  select
    row_number() over (order by w.position <> 30001, w.position),
    w.position::smallint, w.permission_key, w.role_key
  from whole as w
$$;

comment on function stagedoor_film.approval_chain is
'The signatures that a cost needs, in order; the last posts (F99, F113).

Steps of its kind and department, else of its kind, else of its department, else of any. A
step from an amount on in another currency is asked for always. Without steps, and where
they leave it out: one cost:approve first, one transaction:approve last.';

create function stagedoor_film.next_step(
  p_cost          public.cost_transactions,
  p_code          public.cost_codes,
  out "position"     smallint,
  out permission_key text,
  out role_key       text,
  out posts          boolean,
  out is_last_sign_off boolean
)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads steps and signatures that the caller may not see.
declare
  v_open pg_catalog.int8;
begin
  select count(*) into v_open
  from stagedoor_film.approval_chain(p_cost, p_code) as c
  where c.place < (
      select max(l.place) from stagedoor_film.approval_chain(p_cost, p_code) as l)
    and not exists (
      select from public.transaction_approvals as a
      where a.project_id = p_cost.project_id
        and a.transaction_id = p_cost.id
        and a.position = c.position
        and a.permission_key = c.permission_key
    );
  -- A cost that was signed off whole stays so, whatever steps were added since.
  posts := p_cost.status = 'signed' or v_open = 0;
  is_last_sign_off := not posts and v_open = 1;

  select c.position, c.permission_key, c.role_key
  into "position", permission_key, role_key
  from stagedoor_film.approval_chain(p_cost, p_code) as c
  where posts or not exists (
    select from public.transaction_approvals as a
    where a.project_id = p_cost.project_id
      and a.transaction_id = p_cost.id
      and a.position = c.position
      and a.permission_key = c.permission_key
  )
  order by case when posts then -c.place else c.place end
  limit 1;
  -- A chain that was changed meanwhile may count otherwise.
  "position" := (
    select case when bool_or(a.position = next_step."position")
      then max(a.position) + 1 else next_step."position" end
    from public.transaction_approvals as a
    where a.project_id = p_cost.project_id and a.transaction_id = p_cost.id
  );
end;
$$;

comment on function stagedoor_film.next_step is
'The step of the chain that a cost waits for.

posts: it is the last one; is_last_sign_off: with it, all sign-offs are given.';

create function stagedoor_film.holds_role(
  p_user_id uuid, p_role_key text, p_scope_id uuid
)
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads the accesses of anybody. Asked by definers only.
  select exists (
    select
    from stagedoor.scopes as s
    join stagedoor.live_accesses as a
      on a.scope_id = any (s.path) and a.user_id = p_user_id
    join stagedoor.permission_roles as r
      on r.id = a.grant_id
      or r.id in (
        select i.included_role_id from stagedoor.role_includes as i
        where i.permission_role_id = a.grant_id)
    where s.id = p_scope_id and r.role_key = p_role_key
  )
$$;

comment on function stagedoor_film.holds_role is
'Whether somebody holds a role at a scope or above it, now.

Itself, or by a role that includes it.';

create function stagedoor_film.check_maker(
  p_cost public.cost_transactions, p_is_void boolean default false
)
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads rules and signatures that the caller may not see. Triggers hold the same for
-- whoever writes; here it is said in the words of a cost.
declare
  v_caller pg_catalog.uuid := stagedoor.caller_id();
begin
  if (
    p_cost.created_by = v_caller
    and stagedoor.separation_is_enforced(
      (
        select r.id from stagedoor.separation_rules as r
        where r.rule_key = 'cost_maker_checker'
      ),
      p_cost.project_id)
  ) or (not p_is_void and exists (
    select from public.transaction_approvals as a
    where a.project_id = p_cost.project_id
      and a.transaction_id = p_cost.id
      and a.user_id = v_caller
  )) then
    raise check_violation using
      message = 'Who enters a cost, who signs it and who posts it are different people',
      detail = '{"error_code":"MAKER_CHECKER","rule":"cost_maker_checker"}',
      hint = 'Another person has to do this.';
  end if;
end;
$$;

comment on function stagedoor_film.check_maker is
'Refuse whoever entered a cost, or signed it already (F116).

p_is_void: it is taken back, which who signed it may. Raises 23514, MAKER_CHECKER.';

create function stagedoor_film.raise_exceeded(
  p_amount numeric, p_currency text, p_authority public.spending_authorities, p_hint text
)
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
  raise insufficient_privilege using
    message = 'Access denied',
    detail = json_build_object(
      'error_code', 'AUTHORITY_EXCEEDED',
      'amount', trim_scale(p_amount)::pg_catalog.text,
      'currency', p_currency,
      'per_transaction', trim_scale(p_authority.per_transaction)::pg_catalog.text,
      'left', trim_scale(
        p_authority.cumulative - p_authority.spent - p_authority.reserved)
        ::pg_catalog.text),
    hint = p_hint;
end;
$$;

comment on function stagedoor_film.raise_exceeded is
'Refuse what goes beyond an authority, or is covered by none (F113).

Raises 42501, AUTHORITY_EXCEEDED.';

create function stagedoor_film.debit(
  p_cost          public.cost_transactions,
  p_code          public.cost_codes,
  p_phase         text,
  p_lifting_id    uuid,
  out authority_id uuid,
  out override_id  uuid
)
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Locks and debits authorities and overrides, which no request role may. Asked behind a
-- lock on the production and the cost.
declare
  v_caller    pg_catalog.uuid := stagedoor.caller_id();
  v_authority public.spending_authorities;
  -- What draws on an order was signed for with it, and a credit spends nothing.
  v_is_free   boolean := num_nonnulls(p_cost.relieves_id, p_cost.credits_id) > 0;
begin
  -- Under an override its amount is the authority.
  if p_lifting_id is not null or stagedoor_film.acting_override() is not null then
    override_id := stagedoor_film.use_override(
      p_code, case when v_is_free then 0 else p_cost.amount end, 0, p_cost.currency);
    if p_lifting_id is not null and override_id is null then
      perform stagedoor.raise_denied('cost:approve', 'The override is over.');
    end if;
  end if;
  if v_is_free or override_id is not null then
    return;
  end if;

  -- All that fit, by id: what is left of them is looked at behind the lock alone.
  perform from public.spending_authorities as a
  where a.id in (
    select f.id
    from stagedoor_film.fitting_authorities(
      v_caller, p_code, p_cost.payee_union_agreement_id, p_cost.currency, p_phase) as f
  )
  order by a.id
  for no key update;

  select f.* into v_authority
  from stagedoor_film.fitting_authorities(
    v_caller, p_code, p_cost.payee_union_agreement_id, p_cost.currency, p_phase) as f
  where f.per_transaction >= p_cost.amount
    and f.cumulative - f.spent - f.reserved >= p_cost.amount
  limit 1;
  if not found then
    -- Whoever may write here without an override may still spend by one.
    override_id := stagedoor_film.use_override(p_code, p_cost.amount, 0, p_cost.currency);
    if override_id is not null then
      return;
    end if;
    select f.* into v_authority
    from stagedoor_film.fitting_authorities(
      v_caller, p_code, p_cost.payee_union_agreement_id, p_cost.currency, p_phase) as f
    limit 1;
    perform stagedoor_film.raise_exceeded(
      p_cost.amount, p_cost.currency, v_authority,
      case when v_authority.id is null
        then 'No authority fits this code, phase, agreement and currency: '
          || 'trace_cost_access says what is there.'
        else 'Somebody with more authority signs it.'
      end);
  end if;

  update public.spending_authorities as a
  set spent = a.spent + p_cost.amount
  where a.id = v_authority.id;
  authority_id := v_authority.id;
end;
$$;

comment on function stagedoor_film.debit is
'Take a cost from the best authority of the caller that covers it (F113).

What draws on an order, and a credit, take nothing. The deepest subtree, then the one that
ends first; never from two. An override stands in where it lifts the code, where the caller
works under one, or where no authority covers the cost. Raises 42501, AUTHORITY_EXCEEDED.';

create function stagedoor_film.approve_transaction(p_transaction_id uuid)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes signatures, authorities and costs, which no request role may.
declare
  v_held         pg_catalog.record := stagedoor_film.lock_cost(p_transaction_id);
  v_cost         public.cost_transactions := v_held.cost;
  v_code         public.cost_codes := v_held.code;
  v_line         public.budget_lines;
  v_step         pg_catalog.record;
  v_authority_id pg_catalog.uuid;
  v_override_id  pg_catalog.uuid;
begin
  if v_cost.status not in ('submitted', 'signed') then
    perform stagedoor_film.raise_state(
      format('A cost that is %s is not signed', v_cost.status), 'submitted or signed',
      v_cost.status);
  end if;
  v_step := stagedoor_film.next_step(v_cost, v_code);
  perform stagedoor.require(v_step.permission_key, v_held.scope_id);
  if not stagedoor_film.holds_role(
    stagedoor.caller_id(), v_step.role_key, v_held.scope_id)
    and v_step.role_key is not null
  then
    perform stagedoor.raise_denied(
      v_step.permission_key,
      format('This step is signed by somebody who holds the role %s.', v_step.role_key));
  end if;
  perform stagedoor_film.check_maker(v_cost);

  if v_step.permission_key = 'cost:approve' then
    v_override_id := stagedoor_film.require_write(v_code, true);
    -- The code may have become a header, or one of another agreement, since.
    select l.* into v_line
    from public.budget_lines as l
    where l.id = v_cost.budget_line_id;
    perform stagedoor_film.check_charge(
      v_code, v_line, v_cost.currency, v_cost.payee_union_agreement_id,
      v_cost.transaction_date);
    select d.authority_id, d.override_id into v_authority_id, v_override_id
    from stagedoor_film.debit(
      v_cost, v_code, (v_held.production).phase, v_override_id) as d;
  end if;
  v_override_id := coalesce(v_override_id, stagedoor_film.acting_override());

  insert into public.transaction_approvals (
    project_id, transaction_id, cost_code_id, maker_id, position, permission_key, user_id,
    authority_id, amount, override_id
  )
  values (
    v_cost.project_id, v_cost.id, v_cost.cost_code_id, v_cost.created_by, v_step.position,
    v_step.permission_key, stagedoor.caller_id(), v_authority_id, v_cost.amount,
    v_override_id
  );
  -- The override of an earlier signature stays named.
  v_override_id := coalesce(v_override_id, v_cost.override_id);
  if v_step.posts then
    update public.cost_transactions as t
    set status = 'posted', posted_by = stagedoor.caller_id(),
        posted_at = stagedoor.instant(), override_id = v_override_id
    where t.id = v_cost.id
    returning t.* into v_cost;
  elsif v_step.is_last_sign_off then
    update public.cost_transactions as t
    set status = 'signed', approved_by = stagedoor.caller_id(),
        approved_at = stagedoor.instant(), override_id = v_override_id
    where t.id = v_cost.id
    returning t.* into v_cost;
  elsif v_override_id is distinct from v_cost.override_id then
    update public.cost_transactions as t
    set override_id = v_override_id
    where t.id = v_cost.id;
  end if;
  return jsonb_build_object(
    'status', v_cost.status, 'position', v_step.position,
    'permission_key', v_step.permission_key, 'authority_id', v_authority_id)
    || case when v_override_id is null then '{}'::pg_catalog.jsonb
         else jsonb_build_object('override_id', v_override_id) end;
end;
$$;

comment on function stagedoor_film.approve_transaction is
'Implementation of public.approve_transaction.';

create function stagedoor_film.list_approvals(p_transaction_id uuid)
returns table (
  "position" smallint, permission_key text, role_key text, user_id uuid,
  approved_at timestamptz, is_next boolean
)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads steps and signatures of a cost that the caller sees.
declare
  v_seen pg_catalog.record := stagedoor_film.see_cost(p_transaction_id);
  v_next pg_catalog.record;
begin
  if (v_seen.cost).status in ('submitted', 'signed') then
    v_next := stagedoor_film.next_step(v_seen.cost, v_seen.code);
  else
    select null::smallint as "position", null::pg_catalog.text as permission_key,
      false as posts
    into v_next;
  end if;
  return query
  select
    coalesce(a.position, c.position), coalesce(a.permission_key, c.permission_key),
    c.role_key, a.user_id, a.approved_at,
    a.id is null and c.permission_key is not distinct from v_next.permission_key
      and (c.position = v_next.position or v_next.posts and c.place = c.places)
  from (
    select w.*, count(*) over () as places
    from stagedoor_film.approval_chain(v_seen.cost, v_seen.code) as w
    where (v_seen.cost).status in ('submitted', 'signed')
  ) as c
  full join (
    select s.* from public.transaction_approvals as s
    where s.project_id = (v_seen.cost).project_id and s.transaction_id = p_transaction_id
  ) as a on a.position = c.position and a.permission_key = c.permission_key
  order by a.approved_at nulls last, c.place;
end;
$$;

comment on function stagedoor_film.list_approvals is
'Implementation of public.list_approvals.';

create function stagedoor_film.save_approval_step(p_project_id uuid, p_row jsonb)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes steps, which no request role may.
declare
  v_step       public.approval_steps;
  v_production public.productions;
begin
  perform stagedoor_film.refuse_unknown_fields(p_row, array[
    'kind', 'department_id', 'position', 'permission_key', 'role_key', 'from_amount',
    'currency']);
  v_step.kind := stagedoor_film.field(p_row, 'kind', 'pg_catalog.text');
  v_step.department_id := stagedoor_film.field(p_row, 'department_id', 'pg_catalog.uuid');
  v_step.position := stagedoor_film.field(p_row, 'position', 'pg_catalog.int2');
  v_step.permission_key := p_row ->> 'permission_key';
  v_step.role_key := stagedoor_film.field(p_row, 'role_key', 'pg_catalog.text');
  v_step.from_amount := coalesce(stagedoor_film.field(
    p_row, 'from_amount', 'pg_catalog.numeric')::pg_catalog.numeric, 0);
  v_step.currency := stagedoor_film.field(p_row, 'currency', 'pg_catalog.text');
  v_production := stagedoor_film.require_production('role:edit', p_project_id);

  v_step.currency := coalesce(v_step.currency, v_production.currency);
  if v_step.kind not in ('order', 'invoice', 'petty_cash', 'payroll', 'journal', 'credit')
  then
    raise invalid_parameter_value using
      message = 'A cost is an order, invoice, petty_cash, payroll, journal or credit',
      detail = json_build_object('field', 'kind', 'actual', left(v_step.kind, 60));
  elsif (v_step.position between 1 and 1000) is not true then
    raise invalid_parameter_value using
      message = 'A step has a position from 1 to 1000',
      detail = json_build_object('field', 'position', 'actual', v_step.position);
  elsif v_step.permission_key is null
    or v_step.permission_key not in ('cost:approve', 'transaction:approve')
  then
    raise invalid_parameter_value using
      message = 'A step is signed by cost:approve or transaction:approve',
      detail = json_build_object(
        'field', 'permission_key', 'actual', left(v_step.permission_key, 60));
  elsif v_step.department_id is not null and not exists (
    select from stagedoor.scopes as s
    where s.id = v_step.department_id
      and s.scope_type = 'department'
      and s.project_id = p_project_id
  ) then
    perform stagedoor.raise_not_found('Department');
  end if;
  perform stagedoor_film.check_amount(
    v_step.from_amount, v_step.currency, 'from_amount', true);
  if v_step.role_key is not null then
    perform stagedoor.find_grant('role', v_step.role_key, p_project_id);
  end if;

  insert into public.approval_steps as s (
    project_id, kind, department_id, position, permission_key, role_key, from_amount,
    currency
  )
  values (
    p_project_id, v_step.kind, v_step.department_id, v_step.position,
    v_step.permission_key, v_step.role_key, v_step.from_amount, v_step.currency
  )
  on conflict on constraint approval_steps_one_at_a_position_key do update
  set permission_key = excluded.permission_key, role_key = excluded.role_key,
      from_amount = excluded.from_amount, currency = excluded.currency
  returning s.id into v_step.id;
  return v_step.id;
end;
$$;

comment on function stagedoor_film.save_approval_step is
'Implementation of public.save_approval_step.';

create function stagedoor_film.remove_approval_step(p_approval_step_id uuid)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes steps, which no request role may.
declare
  v_project_id pg_catalog.uuid;
begin
  select s.project_id into v_project_id
  from public.approval_steps as s
  where s.id = p_approval_step_id;
  if not stagedoor.can('cost_code:view', v_project_id) then
    perform stagedoor.raise_not_found('Approval step');
  end if;
  perform stagedoor_film.require_production('role:edit', v_project_id);
  delete from public.approval_steps as s where s.id = p_approval_step_id;
  return found;
end;
$$;

comment on function stagedoor_film.remove_approval_step is
'Implementation of public.remove_approval_step.';

-- Privileges.

revoke all on function
  stagedoor_film.approval_chain,
  stagedoor_film.next_step,
  stagedoor_film.holds_role,
  stagedoor_film.check_maker,
  stagedoor_film.raise_exceeded,
  stagedoor_film.debit,
  stagedoor_film.approve_transaction,
  stagedoor_film.list_approvals,
  stagedoor_film.save_approval_step,
  stagedoor_film.remove_approval_step
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor_film.approve_transaction,
  stagedoor_film.list_approvals,
  stagedoor_film.save_approval_step,
  stagedoor_film.remove_approval_step
to authenticated;
