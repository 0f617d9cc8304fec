-- Money: reversing a sale, closing the till, and the figures.

create function stagedoor_studio.refund_or_void(p_studio_transaction_id uuid, p_reason text)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes transactions, which no request role may.
declare
  v_sale         public.studio_transactions;
  v_elevation_id pg_catalog.uuid;
  v_outcome      pg_catalog.text;
  v_refund_id    pg_catalog.uuid;
begin
  if p_reason is null or char_length(btrim(p_reason)) not between 1 and 1000 then
    raise invalid_parameter_value using message = 'A reason has 1 to 1000 characters';
  end if;

  select t.* into v_sale
  from public.studio_transactions as t
  where t.id = p_studio_transaction_id;
  perform stagedoor.enforce_row(
    'Transaction', 'reports:view_tx', 'reports:refund_void', v_sale.project_id,
    v_sale.owner_id);
  select t.* into v_sale
  from public.studio_transactions as t
  where t.id = p_studio_transaction_id
  for update;
  -- The day must not be closed concurrently.
  perform from stagedoor.scopes as s where s.id = v_sale.project_id for share;
  v_elevation_id := stagedoor.require(
    'reports:refund_void', v_sale.project_id, v_sale.owner_id);

  if v_sale.kind = 'refund' then
    raise check_violation using
      message = 'A refund is not taken back',
      detail = '{"error_code":"NOT_A_SALE"}';
  end if;
  if v_sale.status = 'posted' then
    v_outcome := case
      when exists (
        select from public.cash_closes as c
        where c.project_id = v_sale.project_id and c.business_day = v_sale.business_day
      ) then 'refunded'
      else 'voided'
    end;

    update public.studio_transactions as t
    set status = v_outcome, reversed_by = stagedoor.caller_id(), reversed_at = now(),
        reversal_reason = btrim(p_reason), elevation_id = v_elevation_id
    where t.id = v_sale.id;
    -- A closed day keeps its total: the refund counts for today's till.
    if v_outcome = 'refunded' then
      insert into public.studio_transactions (
        project_id, artist_id, appointment_id, client_id, kind, amount, method, description,
        refund_of, recorded_by, elevation_id
      )
      values (
        v_sale.project_id, v_sale.artist_id, v_sale.appointment_id, v_sale.client_id,
        'refund', -v_sale.amount, v_sale.method, btrim(left(p_reason, 400)), v_sale.id,
        stagedoor.caller_id(), v_elevation_id
      );
    end if;
    perform stagedoor.record_event(
      p_event => case v_outcome when 'voided' then 'sale.voided' else 'sale.refunded' end,
      p_scope_id => v_sale.project_id, p_subject_id => v_sale.owner_id,
      p_object_type => 'studio_transactions', p_object_id => v_sale.id::pg_catalog.text,
      p_after => jsonb_build_object(
        'amount', v_sale.amount::pg_catalog.text, 'method', v_sale.method),
      p_reason => btrim(p_reason), p_elevation_id => v_elevation_id);
  else
    v_outcome := v_sale.status;
  end if;

  select t.id into v_refund_id
  from public.studio_transactions as t
  where t.project_id = v_sale.project_id and t.refund_of = v_sale.id;
  return jsonb_build_object('outcome', v_outcome, 'refund_id', v_refund_id);
end;
$$;

comment on function stagedoor_studio.refund_or_void is
'Implementation of public.refund_or_void.';

create function stagedoor_studio.close_cash(
  p_project_id uuid, p_day date, p_counted numeric
)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes cash_closes, which no request role may.
declare
  v_elevation_id pg_catalog.uuid;
  v_close        public.cash_closes;
begin
  v_elevation_id :=
    (stagedoor.require_scope('reports:cash_close', p_project_id, 'project')).elevation_id;
  if p_counted is null or p_counted < 0 or round(p_counted, 2) >= 1e12 then
    raise invalid_parameter_value using
      message = 'What was counted is an amount of money, and not negative',
      detail = json_build_object('p_counted', p_counted);
  elsif p_day is null or not isfinite(p_day)
    or p_day > stagedoor.today_in(p_project_id)
  then
    raise invalid_parameter_value using
      message = 'A till is closed for today or a day before',
      detail = json_build_object('p_day', p_day);
  end if;

  select c.* into v_close
  from public.cash_closes as c
  where c.project_id = p_project_id and c.business_day = p_day;
  if found then
    if v_close.counted = round(p_counted, 2) then
      return v_close.id;
    end if;
    raise unique_violation using
      message = 'The till of that day is closed already',
      detail = json_build_object('error_code', 'TILL_CLOSED', 'counted', v_close.counted);
  end if;

  insert into public.cash_closes (
    project_id, business_day, expected, counted, closed_by, elevation_id
  )
  select
    p_project_id, p_day,
    coalesce(sum(t.amount) filter (where t.method = 'cash' and t.status <> 'voided'), 0),
    p_counted, stagedoor.caller_id(), v_elevation_id
  from public.studio_transactions as t
  where t.project_id = p_project_id and t.business_day = p_day
  returning * into v_close;

  perform stagedoor.record_event(
    p_event => 'till.closed', p_scope_id => p_project_id,
    p_object_type => 'cash_closes', p_object_id => v_close.id::pg_catalog.text,
    p_after => jsonb_build_object(
      'business_day', p_day, 'expected', v_close.expected::pg_catalog.text,
      'counted', v_close.counted::pg_catalog.text),
    p_elevation_id => v_elevation_id);
  return v_close.id;
end;
$$;

comment on function stagedoor_studio.close_cash is
'Implementation of public.close_cash.';

create function stagedoor_studio.get_studio_figures(
  p_project_id uuid, p_from date default null, p_to date default null
)
returns table (
  business_day date, artist_id uuid, sales bigint, refunds bigint, total numeric
)
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Adds up transactions that the caller may not see one by one, and writes the access log.
declare
  v_user_id pg_catalog.uuid := stagedoor.caller_id();
  v_all     boolean := stagedoor.can('reports:view', p_project_id);
begin
  if not v_all then
    perform stagedoor.enforce('reports:view', p_project_id, v_user_id);
  end if;

  return query
  select
    t.business_day, t.artist_id,
    count(*) filter (where t.kind = 'sale'),
    count(*) filter (where t.kind = 'refund'),
    sum(t.amount)
  from public.studio_transactions as t
  where t.project_id = p_project_id
    and t.status <> 'voided'
    and (v_all or t.owner_id = v_user_id)
    and (p_from is null or t.business_day >= p_from)
    and (p_to is null or t.business_day <= p_to)
  group by t.business_day, t.artist_id
  order by t.business_day, t.artist_id;

  if v_all then
    perform stagedoor.log_shown(
      'read', 'studio_figures', array[p_project_id::pg_catalog.text], p_project_id);
  end if;
end;
$$;

comment on function stagedoor_studio.get_studio_figures is
'Implementation of public.get_studio_figures.';

-- Privileges.

revoke all on function
  stagedoor_studio.refund_or_void,
  stagedoor_studio.close_cash,
  stagedoor_studio.get_studio_figures
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor_studio.refund_or_void,
  stagedoor_studio.close_cash,
  stagedoor_studio.get_studio_figures
to authenticated;
