-- Taking costs back: a void, which gives its authority back, and the next revision.

create function stagedoor_film.release(p_transaction_id uuid)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Locks and credits authorities and overrides, which no request role may. Asked behind a
-- lock on the production, under which none is given or ended.
declare
  v_taken pg_catalog.jsonb;
begin
  -- Of an authority that has ended, what comes back is that of whoever passed it on.
  with recursive taken as (
    select a.id, a.project_id, a.delegated_from, a.ended_at, s.amount, 0 as passed
    from public.transaction_approvals as s
    join public.spending_authorities as a
      on a.project_id = s.project_id and a.id = s.authority_id
    where s.transaction_id = p_transaction_id and s.released_at is null
    union all
    select up.id, up.project_id, up.delegated_from, up.ended_at, t.amount, t.passed + 1
    from taken as t
    join public.spending_authorities as up
      on up.project_id = t.project_id and up.id = t.delegated_from
    where t.ended_at is not null
  )
  select jsonb_agg(jsonb_build_object(
    'id', t.id, 'amount', t.amount, 'is_reserve', t.passed > 0))
  into v_taken
  from taken as t;

  perform from public.spending_authorities as a
  where a.id in (
    select (t.value ->> 'id')::pg_catalog.uuid from jsonb_array_elements(v_taken) as t)
  order by a.id
  for no key update;
  update public.spending_authorities as a
  set spent = a.spent - given.spent, reserved = a.reserved - given.reserved
  from (
    select
      (t.value ->> 'id')::pg_catalog.uuid as id,
      coalesce(sum((t.value ->> 'amount')::pg_catalog.numeric)
        filter (where not (t.value ->> 'is_reserve')::boolean), 0) as spent,
      coalesce(sum((t.value ->> 'amount')::pg_catalog.numeric)
        filter (where (t.value ->> 'is_reserve')::boolean), 0) as reserved
    from jsonb_array_elements(v_taken) as t
    group by 1
  ) as given
  where a.id = given.id;
  -- Of an override that has ended, too: it says what was spent under it.
  update public.emergency_overrides as o
  set spent = o.spent - given.amount
  from (
    select s.override_id, sum(s.amount) as amount
    from public.transaction_approvals as s
    join public.cost_transactions as t
      on t.project_id = s.project_id and t.id = s.transaction_id
    where s.transaction_id = p_transaction_id
      and s.released_at is null
      and s.permission_key = 'cost:approve'
      and s.authority_id is null
      and num_nonnulls(t.relieves_id, t.credits_id) = 0
    group by s.override_id
  ) as given
  where o.id = given.override_id;
  update public.transaction_approvals as s
  set released_at = stagedoor.instant()
  where s.transaction_id = p_transaction_id
    and num_nonnulls(s.authority_id, s.override_id) > 0
    and s.released_at is null;
end;
$$;

comment on function stagedoor_film.release is
'Give back what a cost took, from what has ended, too (F113).

To authorities and overrides.';

create function stagedoor_film.take_back(p_cost public.cost_transactions, p_reason text)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes costs and authorities, which no request role may.
declare
  v_drawn pg_catalog.record;
begin
  select d.* into v_drawn from stagedoor_film.drawn(p_cost.id, p_cost.project_id) as d;
  if v_drawn.relieved + v_drawn.credited > 0 then
    perform stagedoor_film.raise_state(
      'What other costs draw on is not taken back: void them first', 'no live cost',
      trim_scale(v_drawn.relieved + v_drawn.credited)::pg_catalog.text);
  end if;
  perform stagedoor_film.release(p_cost.id);
  update public.cost_transactions as t
  set status = 'voided', voided_by = stagedoor.caller_id(),
      voided_at = stagedoor.instant(), void_reason = p_reason
  where t.id = p_cost.id;
end;
$$;

comment on function stagedoor_film.take_back is
'Void a cost and release its authority, unless something draws on it.

Raises 23514, TRANSACTION_STATE.';

create function stagedoor_film.void_transaction(p_transaction_id uuid, p_reason text)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes costs and authorities, which no request role may.
declare
  v_reason      pg_catalog.text := stagedoor_film.check_reason(p_reason);
  v_held        pg_catalog.record := stagedoor_film.lock_cost(
    p_transaction_id, 'transaction:approve');
  v_cost        public.cost_transactions := v_held.cost;
  v_closed      pg_catalog.date := stagedoor_film.closed_until(v_cost.project_id);
  v_reversal_id pg_catalog.uuid;
begin
  if v_cost.reverses_id is not null then
    perform stagedoor_film.raise_state(
      'A reversal stays: enter the cost again', 'a cost', 'a reversal');
  end if;
  if v_cost.status <> 'voided' then
    if v_cost.status = 'posted' then
      perform stagedoor_film.check_maker(v_cost, true);
    end if;
    perform stagedoor_film.take_back(v_cost, v_reason);
    -- A closed report keeps it: what takes it back counts in the open period.
    if v_cost.status = 'posted' and v_cost.transaction_date <= v_closed then
      insert into public.cost_transactions as t (
        project_id, budget_line_id, cost_code_id, kind, status, amount, currency,
        description, payee, payee_union_agreement_id, earning, reference,
        transaction_date, coding, relieves_id, credits_id, reverses_id, idempotency_key,
        created_by
      )
      values (
        v_cost.project_id, v_cost.budget_line_id, v_cost.cost_code_id, v_cost.kind,
        'posted', v_cost.amount, v_cost.currency, v_cost.description, v_cost.payee,
        v_cost.payee_union_agreement_id, v_cost.earning, v_cost.reference,
        greatest(stagedoor.today_in(v_cost.project_id), v_closed + 1), v_cost.coding,
        v_cost.relieves_id, v_cost.credits_id, v_cost.id,
        -- Nobody can have used it before.
        'reversal ' || gen_random_uuid(), stagedoor.caller_id()
      );
    end if;
  end if;

  select t.id into v_reversal_id
  from public.cost_transactions as t
  where t.project_id = v_cost.project_id and t.reverses_id = v_cost.id;
  return jsonb_build_object('status', 'voided', 'reversal_id', v_reversal_id);
end;
$$;

comment on function stagedoor_film.void_transaction is
'Implementation of public.void_transaction.';

create function stagedoor_film.revised(
  p_cost public.cost_transactions, p_changes jsonb
)
returns public.cost_transactions
language plpgsql
stable
set search_path = ''
as $$
begin
  -- Named as the columns are: other names were refused.
  p_cost := jsonb_populate_record(p_cost, (
    select coalesce(jsonb_object_agg(
      a.attname, stagedoor_film.field(p_changes, a.attname, a.atttypid)), '{}')
    from pg_catalog.pg_attribute as a
    where a.attrelid = 'public.cost_transactions'::pg_catalog.regclass
      and p_changes ? a.attname
      and a.attname <> 'coding'
  ));
  if p_changes ? 'coding' then
    p_cost.coding := case jsonb_typeof(p_changes -> 'coding')
      when 'null' then '{}' else p_changes -> 'coding' end;
  end if;
  return stagedoor_film.clean_cost(p_cost);
end;
$$;

comment on function stagedoor_film.revised is
'What a cost says after some changes; what is not named stays.

Raises 22023.';

create function stagedoor_film.revise_transaction(p_transaction_id uuid, p_changes jsonb)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes costs and authorities, which no request role may.
declare
  v_held     pg_catalog.record;
  v_old      public.cost_transactions;
  v_new      public.cost_transactions;
  v_next     public.cost_transactions;
  v_drawn_on public.cost_transactions;
  v_code     public.cost_codes;
begin
  perform stagedoor_film.refuse_unknown_fields(p_changes, array[
    'cost_code_id', 'budget_line_id', 'amount', 'currency', 'description', 'kind', 'payee',
    'payee_union_agreement_id', 'reference', 'transaction_date', 'coding', 'relieves_id',
    'credits_id', 'earning']);
  v_held := stagedoor_film.lock_cost(p_transaction_id, 'transaction:edit:assigned');
  v_old := v_held.cost;
  v_new := stagedoor_film.revised(v_old, p_changes);
  select c.* into v_code
  from public.cost_codes as c
  where c.id = v_new.cost_code_id and c.project_id = v_old.project_id;
  if not stagedoor_film.sees_code(
    v_code, 'transaction:edit:assigned', v_old.created_by)
  then
    perform stagedoor.raise_not_found('Cost code');
  end if;
  perform stagedoor.require(
    'transaction:edit:assigned', coalesce(v_code.department_id, v_code.project_id),
    v_old.created_by);
  v_new.transaction_date := coalesce(
    v_new.transaction_date, stagedoor.today_in(v_old.project_id));

  -- Sent twice, it is one revision.
  if v_old.status = 'voided' then
    select t.* into v_next
    from public.cost_transactions as t
    where t.project_id = v_old.project_id
      and t.revises_id = v_old.id
      and t.created_by = stagedoor.caller_id();
    if stagedoor_film.said(v_next) = stagedoor_film.said(v_new) then
      return v_next.id;
    end if;
  end if;
  if v_old.status not in ('submitted', 'signed') then
    perform stagedoor_film.raise_state(
      format('A cost that is %s is not revised', v_old.status), 'submitted or signed',
      v_old.status);
  elsif stagedoor_film.said(v_new) = stagedoor_film.said(v_old) then
    raise invalid_parameter_value using
      message = 'A revision says something else than the cost does';
  end if;

  perform stagedoor_film.check_references(
    v_new, 'transaction:edit:assigned', v_old.created_by);
  v_drawn_on := stagedoor_film.lock_drawn_on(v_new);
  perform stagedoor_film.take_back(v_old, 'Revised');
  if v_drawn_on.id is not null then
    perform stagedoor_film.check_draw(v_new, v_drawn_on);
  end if;
  insert into public.cost_transactions as t (
    project_id, budget_line_id, cost_code_id, kind, amount, currency, description, payee,
    payee_union_agreement_id, earning, reference, transaction_date, coding, relieves_id,
    credits_id, revises_id, revision, idempotency_key, created_by, elevation_id
  )
  values (
    v_old.project_id, v_new.budget_line_id, v_new.cost_code_id, v_new.kind, v_new.amount,
    v_new.currency, v_new.description, v_new.payee, v_new.payee_union_agreement_id,
    v_new.earning, v_new.reference, v_new.transaction_date, v_new.coding,
    v_new.relieves_id, v_new.credits_id, v_old.id, v_old.revision + 1,
    -- Nobody can have used it before.
    'revision ' || gen_random_uuid(), stagedoor.caller_id(), v_held.elevation_id
  )
  returning t.* into v_next;
  return v_next.id;
end;
$$;

comment on function stagedoor_film.revise_transaction is
'Implementation of public.revise_transaction.';

-- Privileges.

revoke all on function
  stagedoor_film.release,
  stagedoor_film.take_back,
  stagedoor_film.void_transaction,
  stagedoor_film.revised,
  stagedoor_film.revise_transaction
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor_film.void_transaction,
  stagedoor_film.revise_transaction
to authenticated;
