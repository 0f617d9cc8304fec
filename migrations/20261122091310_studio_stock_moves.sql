-- Stock moves: receipts, adjustments and counts.

create function stagedoor_studio.move_stock(
  p_stock_item_id uuid,
  p_kind text,
  p_quantity numeric,
  p_reason text,
  p_idempotency_key text default null
)
returns numeric
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes quantities and movements, which no request role may.
declare
  v_item         public.stock_items;
  v_key          pg_catalog.text;
  v_elevation_id pg_catalog.uuid;
  v_change       numeric;
  v_movement     public.stock_movements;
begin
  if p_kind is null or p_kind not in ('stock_in', 'stock_adj', 'cycle_count') then
    raise invalid_parameter_value using
      message = 'Stock moves by stock_in, stock_adj or cycle_count',
      detail = json_build_object('p_kind', p_kind);
  elsif p_quantity is null or round(abs(p_quantity), 3) >= 1e11
    or (p_kind = 'stock_in' and round(p_quantity, 3) <= 0)
    or (p_kind = 'stock_adj' and round(p_quantity, 3) = 0)
    or (p_kind = 'cycle_count' and p_quantity < 0)
  then
    raise invalid_parameter_value using
      message = 'stock_in takes more than 0, stock_adj not 0, cycle_count what is there',
      detail = json_build_object('p_kind', p_kind, 'p_quantity', p_quantity);
  elsif p_reason is null or char_length(btrim(p_reason)) not between 1 and 1000 then
    raise invalid_parameter_value using message = 'A reason has 1 to 1000 characters';
  elsif char_length(p_idempotency_key) not between 1 and 100 then
    raise invalid_parameter_value using
      message = 'An idempotency key has 1 to 100 characters';
  end if;
  v_key := 'inventory:' || p_kind;

  select i.* into v_item from public.stock_items as i where i.id = p_stock_item_id;
  perform stagedoor.enforce_row('Article', 'inventory:view', v_key, v_item.project_id);
  select i.* into v_item
  from public.stock_items as i
  where i.id = p_stock_item_id
  for no key update;
  v_elevation_id := stagedoor.require(v_key, v_item.project_id);

  select m.* into v_movement
  from public.stock_movements as m
  where m.project_id = v_item.project_id and m.idempotency_key = p_idempotency_key;
  if found then
    if v_movement.stock_item_id <> p_stock_item_id or v_movement.kind <> p_kind then
      raise unique_violation using
        message = 'The idempotency key was used for something else';
    end if;
    return v_movement.quantity_after;
  end if;

  v_change := round(
    case p_kind when 'cycle_count' then p_quantity - v_item.quantity else p_quantity end,
    3);
  if v_item.quantity + v_change < 0 then
    raise check_violation using
      message = 'What is not there cannot be taken',
      detail = json_build_object(
        'error_code', 'NOT_IN_STOCK', 'quantity', v_item.quantity);
  elsif v_item.quantity + v_change >= 1e11 then
    raise invalid_parameter_value using
      message = 'That is more than can be counted',
      detail = json_build_object('p_quantity', p_quantity, 'quantity', v_item.quantity);
  end if;

  update public.stock_items as i
  set quantity = i.quantity + v_change
  where i.id = p_stock_item_id
  returning i.* into v_item;
  insert into public.stock_movements (
    project_id, stock_item_id, kind, change, quantity_after, reason, idempotency_key,
    moved_by, elevation_id
  )
  values (
    v_item.project_id, p_stock_item_id, p_kind, v_change, v_item.quantity, btrim(p_reason),
    p_idempotency_key, stagedoor.caller_id(), v_elevation_id
  )
  returning * into v_movement;

  perform stagedoor.record_event(
    p_event => 'stock.moved', p_scope_id => v_item.project_id,
    p_object_type => 'stock_movements', p_object_id => v_movement.id::pg_catalog.text,
    p_after => jsonb_build_object(
      'stock_item_id', p_stock_item_id, 'kind', p_kind, 'change', v_change::pg_catalog.text,
      'quantity_after', v_movement.quantity_after::pg_catalog.text),
    p_reason => btrim(p_reason), p_elevation_id => v_elevation_id);
  return v_movement.quantity_after;
end;
$$;

comment on function stagedoor_studio.move_stock is
'Implementation of public.move_stock.';

-- Privileges.

revoke all on function stagedoor_studio.move_stock
  from public, anon, authenticated, service_role;
grant execute on function stagedoor_studio.move_stock to authenticated;
