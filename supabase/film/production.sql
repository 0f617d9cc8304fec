-- The demonstration of the film part: Alpha is a production in principal photography. Eve
-- watches for the financier, Una is unit production manager, Bob audits for the guarantor.
-- Everything goes through the API that clients use. Running it again changes nothing.

do $$
declare
  v_olivia constant uuid := '5eed0000-0000-4000-8000-000000000001';
  v_sarah  constant uuid := '5eed0000-0000-4000-8000-000000000002';
  v_eve    constant uuid := '5eed0000-0000-4000-8000-000000000008';
  v_una    constant uuid := '5eed0000-0000-4000-8000-000000000009';
  v_bob    constant uuid := '5eed0000-0000-4000-8000-000000000010';
  v_alpha  uuid;
  v_role   uuid;
  v_key    text;
begin
  -- Whoever gives what they do not hold has shown a second factor.
  perform set_config(
    'request.jwt.claims',
    jsonb_build_object('sub', v_olivia, 'role', 'authenticated', 'aal', 'aal2')::text,
    true
  );
  select p.project_id into v_alpha from public.get_my_projects() as p where p.name = 'Alpha';
  if exists (select from public.productions as p where p.project_id = v_alpha) then
    return;
  end if;
  perform public.create_production(v_alpha, 'USD', 'America/Los_Angeles');

  -- Two roles of this production: a line producer who locks no budget and asks for no
  -- override, bound as one, and an auditor who reads.
  v_role := public.create_role(v_alpha, 'unit_production_manager', 'Unit Production Manager',
    'Signs below the line within an authority, and defends the budget on the day.');
  for v_key in
    select p.permission_key
    from stagedoor.permission_role_links as l
    join stagedoor.permission_roles as r on r.id = l.permission_role_id
    join stagedoor.permissions as p on p.id = l.permission_id
    where r.role_key = 'line_producer'
      and r.scope_id is null
      and p.permission_key not in ('budget:approve', 'override:request')
    order by p.permission_key
  loop
    perform public.set_role_permission(v_role, v_key, 'allow');
  end loop;
  perform public.save_cost_policy(v_alpha, jsonb_build_object(
    'role_key', 'unit_production_manager', 'category', 'above_line',
    'requires_guild_approval', true));
  perform public.save_cost_policy(v_alpha, jsonb_build_object(
    'role_key', 'unit_production_manager', 'category', 'below_line',
    'allows_line_producer_edit', true));

  v_role := public.create_role(v_alpha, 'bond_auditor', 'Bond Auditor',
    'Reads budgets, costs, overrides and the audit log for the completion guarantor.');
  foreach v_key in array array['project:view:assigned', 'budget:view:assigned',
    'transaction:view:assigned', 'audit:view', 'override:view']
  loop
    perform public.set_role_permission(v_role, v_key, 'allow');
  end loop;

  perform public.grant_access(v_eve, v_alpha, 'role', 'executive_producer',
    p_reason => 'Named by the financier');
  perform public.grant_access(v_una, v_alpha, 'role', 'unit_production_manager',
    p_reason => 'Cast of the demonstration');
  perform public.grant_access(v_bob, v_alpha, 'role', 'bond_auditor',
    p_reason => 'Named by the guarantor');
  perform public.designate_executive_producer(v_alpha, v_eve);

  perform set_config(
    'request.jwt.claims',
    jsonb_build_object('sub', v_sarah, 'role', 'authenticated', 'aal', 'aal1')::text,
    true
  );
  perform public.set_production_phase(v_alpha, 'prep', 'Financing has closed');
  perform public.set_production_phase(
    v_alpha, 'principal_photography', 'First day of photography');
end;
$$;
