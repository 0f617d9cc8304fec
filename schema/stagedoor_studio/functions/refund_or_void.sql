-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.refund_or_void (
  p_studio_transaction_id uuid,
  p_reason                text
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
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
  if not stagedoor_studio.may_see(
    'reports:view_tx', v_sale.project_id, v_sale.owner_id)
  then
    perform stagedoor.raise_not_found('Transaction');
  end if;
  perform stagedoor.enforce('reports:refund_void', v_sale.project_id, v_sale.owner_id);
  select t.* into v_sale
  from public.studio_transactions as t
  where t.id = p_studio_transaction_id
  for update;
  -- Whether its day is counted must not change under us.
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
    -- A day that was counted stays: the money leaves the till of today.
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
$function$;

comment on function "stagedoor_studio"."refund_or_void"(uuid, text) is
  'Implementation of public.refund_or_void.';

revoke all on function "stagedoor_studio"."refund_or_void"(uuid, text) from public;

grant execute
  on function "stagedoor_studio"."refund_or_void"(uuid, text)
  to "authenticated", "postgres";
