-- The money of the production Alpha: a budget that is locked, authorities that are given and
-- passed on, an order, an invoice that draws on it, a few costs on their way through the chain,
-- and an emergency. Everything goes through the API that clients use. Running it again changes nothing.

create function pg_temp.act_as(p_number integer)
returns void
language sql
as $$
  select set_config(
    'request.jwt.claims',
    jsonb_build_object(
      'sub', '5eed0000-0000-4000-8000-' || lpad(p_number::text, 12, '0'),
      'role', 'authenticated', 'aal', 'aal1'
    )::text,
    true)
$$;

do $$
declare
  c_sarah constant integer := 2;
  c_liam  constant integer := 3;
  c_priya constant integer := 4;
  c_eve   constant integer := 8;
  c_una   constant integer := 9;
  v_alpha  uuid;
  v_budget uuid;
  v_codes  jsonb;
  v_lines  jsonb := '{}';
  v_row    record;
  v_order  uuid;
  v_cost   uuid;
  v_liam   uuid;
  v_storm  uuid;
begin
  perform pg_temp.act_as(c_sarah);
  select p.project_id into v_alpha from public.get_my_projects() as p where p.name = 'Alpha';
  if exists (select from public.budgets as b where b.project_id = v_alpha) then
    return;
  end if;
  select jsonb_object_agg(c.code, c.id) into v_codes
  from public.cost_codes as c
  where c.project_id = v_alpha;

  -- A producer opens the budget and fills it; the executive producer locks it.
  v_budget := public.create_budget(v_alpha, 'Shooting budget');
  for v_row in
    select l.code, l.amount, l.description
    from (values
      ('1101', 250000, 'Option and purchase'),
      ('1301', 300000, 'Director'),
      ('1401', 900000, 'Two principals'),
      ('2007', 84000, 'Production assistants'),
      ('2510', 120000, 'Grip package'),
      ('2520', 140000, 'Catering'),
      ('3301', 95000, 'Director of photography'),
      ('3302', 210000, 'Operators and assistants'),
      ('3310', 240000, 'Bodies and lenses'),
      ('3312', 18000, 'Camera expendables'),
      ('3610', 60000, 'Site fees and permits'),
      ('6902', 150000, 'Weather')
    ) as l (code, amount, description)
  loop
    v_lines := v_lines || jsonb_build_object(v_row.code, public.save_budget_line(
      v_budget, (v_codes ->> v_row.code)::uuid, v_row.amount, v_row.description,
      p_is_contingency => v_row.code = '6902'));
  end loop;
  perform pg_temp.act_as(c_eve);
  perform public.lock_budget(v_budget);

  -- Liam signs in the camera and grip departments, and passes a part of camera on to Una.
  v_liam := public.grant_spending_authority(
    v_alpha, '5eed0000-0000-4000-8000-000000000003', (v_codes ->> '3300')::uuid, 'USD',
    60000, 300000, array['prep', 'principal_photography']);
  perform public.grant_spending_authority(
    v_alpha, '5eed0000-0000-4000-8000-000000000003', (v_codes ->> '2500')::uuid, 'USD',
    25000, 200000, array['prep', 'principal_photography']);
  perform public.grant_spending_authority(
    v_alpha, '5eed0000-0000-4000-8000-000000000002', (v_codes ->> '1400')::uuid, 'USD',
    250000, 900000);
  perform pg_temp.act_as(c_liam);
  perform public.delegate_spending_authority(
    v_liam, '5eed0000-0000-4000-8000-000000000009', 5000, 40000, (v_codes ->> '3310')::uuid);

  -- An order of camera rental, and the first invoice that draws on it.
  perform pg_temp.act_as(c_priya);
  v_order := public.submit_transaction(
    (v_codes ->> '3310')::uuid, (v_lines ->> '3310')::uuid, 48000, 'USD',
    'Camera package, six weeks', 'seed order', 'order', 'Lens and Light Rentals');
  perform pg_temp.act_as(c_liam);
  perform public.approve_transaction(v_order);
  perform pg_temp.act_as(c_priya);
  v_cost := public.submit_transaction(
    (v_codes ->> '3310')::uuid, (v_lines ->> '3310')::uuid, 8000, 'USD',
    'Camera package, week 1', 'seed invoice', 'invoice', 'Lens and Light Rentals',
    p_reference => 'LL-1001', p_relieves_id => v_order);
  perform pg_temp.act_as(c_liam);
  perform public.approve_transaction(v_cost);
  -- Priya entered it, so a producer posts it.
  perform pg_temp.act_as(c_sarah);
  perform public.approve_transaction(v_cost);

  -- One waits for its posting, one for its sign-off, one for a producer above the line.
  perform pg_temp.act_as(c_priya);
  v_cost := public.submit_transaction(
    (v_codes ->> '3310')::uuid, (v_lines ->> '3310')::uuid, 1250.50, 'USD',
    'Replacement filters', 'seed filters', 'petty_cash', 'Lens and Light Rentals');
  perform public.submit_transaction(
    (v_codes ->> '2520')::uuid, (v_lines ->> '2520')::uuid, 9400, 'USD',
    'Catering, week 1', 'seed catering', 'invoice', 'Long Table Catering');
  perform public.submit_transaction(
    (v_codes ->> '1401')::uuid, (v_lines ->> '1401')::uuid, 45000, 'USD',
    'Principals, week 1', 'seed cast', 'payroll',
    p_payee_union_agreement_id => (
      select a.id from public.union_agreements as a
      where a.code = 'SAG-AFTRA-TH' and a.project_id = v_alpha),
    p_earning => 'straight_time');
  perform pg_temp.act_as(c_una);
  perform public.approve_transaction(v_cost);

  -- A storm floods a location, for which nobody has an authority. Liam asks, Eve authorizes, he
  -- signs for the pumps and moves their cost out of the reserve, and the override is over.
  perform pg_temp.act_as(c_priya);
  v_cost := public.submit_transaction(
    (v_codes ->> '3610')::uuid, (v_lines ->> '3610')::uuid, 4200, 'USD',
    'Pumps and sandbags', 'seed pumps', 'invoice', 'Highwater Services');
  perform pg_temp.act_as(c_liam);
  v_storm := public.request_override(
    (v_codes ->> '3610')::uuid, 'The river has flooded the mill', 240,
    (v_lines ->> '6902')::uuid, 10000, 'weather');
  perform pg_temp.act_as(c_eve);
  perform public.authorize_override(v_storm);
  perform pg_temp.act_as(c_liam);
  perform public.run_under_override(v_storm, jsonb_build_array(
    jsonb_build_object('call', 'approve_transaction', 'args', jsonb_build_object(
      'p_transaction_id', v_cost)),
    jsonb_build_object('call', 'reallocate_budget', 'args', jsonb_build_object(
      'p_from_line_id', v_lines ->> '6902', 'p_to_line_id', v_lines ->> '3610',
      'p_amount', 4200, 'p_reason', 'Pumps for the mill'))));
  -- Another request waits for Eve, for a day.
  perform public.request_override(
    (v_codes ->> '3610')::uuid, 'More rain is announced', 240, (v_lines ->> '6902')::uuid,
    5000, 'weather');
end;
$$;

drop function pg_temp.act_as(integer);
