-- Cost codes, one by one: another place in the tree, another name or number.

create function stagedoor_film.lock_code(p_cost_code_id uuid)
returns public.cost_codes
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Locks a production and reads its chart, which no request role may.
declare
  v_code public.cost_codes;
begin
  select c.* into v_code from public.cost_codes as c where c.id = p_cost_code_id;
  if not stagedoor.can(
    'cost_code:view', coalesce(v_code.department_id, v_code.project_id))
  then
    perform stagedoor.raise_not_found('Cost code');
  end if;
  perform stagedoor_film.require_production('cost_code:edit', v_code.project_id);
  select c.* into v_code
  from public.cost_codes as c
  where c.id = p_cost_code_id
  for no key update;
  return v_code;
end;
$$;

comment on function stagedoor_film.lock_code is
'Guard a change of a code: see it, lock its production, require.';

create function stagedoor_film.move_cost_code(p_cost_code_id uuid, p_parent_id uuid)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes the chart, which no request role may.
declare
  v_code public.cost_codes := stagedoor_film.lock_code(p_cost_code_id);
begin
  if p_parent_id is not null and not exists (
    select from public.cost_codes as c
    where c.id = p_parent_id and c.project_id = v_code.project_id
  ) then
    perform stagedoor.raise_not_found('Cost code');
  end if;
  update public.cost_codes as c
  set parent_id = p_parent_id
  where c.id = p_cost_code_id and c.parent_id is distinct from p_parent_id;
  return p_cost_code_id;
end;
$$;

comment on function stagedoor_film.move_cost_code is
'Implementation of public.move_cost_code.';

create function stagedoor_film.save_cost_code(p_project_id uuid, p_row jsonb)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes the chart, which no request role may.
declare
  v_id   pg_catalog.uuid;
  v_code public.cost_codes;
begin
  perform stagedoor_film.refuse_unknown_fields(p_row, array[
    'id', 'code', 'parent_id', 'source_code', 'name', 'category', 'kind',
    'union_agreement_id']);
  v_id := stagedoor_film.field(p_row, 'id', 'pg_catalog.uuid');
  perform stagedoor_film.require_production('cost_code:edit', p_project_id);

  if v_id is not null then
    select c.* into v_code
    from public.cost_codes as c
    where c.id = v_id and c.project_id = p_project_id;
    if not found then
      perform stagedoor.raise_not_found('Cost code');
    elsif p_row ? 'parent_id' then
      raise invalid_parameter_value using
        message = 'A code that is there is moved by move_cost_code',
        detail = '{"field":"parent_id"}';
    end if;
  else
    v_code.project_id := p_project_id;
    v_code.kind := 'account';
    v_code.parent_id := stagedoor_film.field(p_row, 'parent_id', 'pg_catalog.uuid');
    if v_code.parent_id is not null and not exists (
      select from public.cost_codes as c
      where c.id = v_code.parent_id and c.project_id = p_project_id
    ) then
      perform stagedoor.raise_not_found('Cost code');
    end if;
  end if;

  -- What is not named stays.
  v_code.code := case when p_row ? 'code' then p_row ->> 'code' else v_code.code end;
  v_code.name := case
    when p_row ? 'name' then btrim(p_row ->> 'name') else v_code.name end;
  v_code.category := case
    when p_row ? 'category' then p_row ->> 'category' else v_code.category end;
  v_code.kind := case when p_row ? 'kind' then p_row ->> 'kind' else v_code.kind end;
  v_code.source_code := case
    when p_row ? 'source_code'
      then stagedoor_film.field(p_row, 'source_code', 'pg_catalog.text')
    else v_code.source_code end;
  v_code.union_agreement_id := case
    when p_row ? 'union_agreement_id'
      then stagedoor_film.field(
        p_row, 'union_agreement_id', 'pg_catalog.uuid')::pg_catalog.uuid
    else v_code.union_agreement_id end;
  if (char_length(v_code.name) between 1 and 200) is not true then
    raise invalid_parameter_value using message = 'A name has 1 to 200 characters';
  elsif v_code.category is null or v_code.category not in ('above_line', 'below_line') then
    raise invalid_parameter_value using
      message = 'A category is above_line or below_line',
      detail = json_build_object('actual', left(v_code.category, 60));
  elsif v_code.kind is null
    or v_code.kind not in ('header', 'account', 'fringe', 'contingency')
  then
    raise invalid_parameter_value using
      message = 'A kind is header, account, fringe or contingency',
      detail = json_build_object('actual', left(v_code.kind, 60));
  elsif char_length(v_code.source_code) > 60 then
    raise invalid_parameter_value using message = 'A source code has 1 to 60 characters';
  elsif v_code.code is null then
    raise invalid_parameter_value using message = 'A cost code has a code';
  elsif v_code.union_agreement_id is not null
    and stagedoor_film.agreement_for(p_project_id, v_code.union_agreement_id) is null
  then
    perform stagedoor.raise_not_found('Union agreement');
  elsif exists (
    select from public.cost_codes as c
    where c.project_id = p_project_id
      and c.code = v_code.code
      and c.id is distinct from v_id
  ) then
    raise unique_violation using
      message = format('%s is in the chart already', left(v_code.code, 60)),
      detail = json_build_object('error_code', 'CODE', 'actual', left(v_code.code, 60));
  end if;

  if v_id is null then
    insert into public.cost_codes (
      project_id, parent_id, code, source_code, name, category, kind, union_agreement_id
    )
    values (
      p_project_id, v_code.parent_id, v_code.code, v_code.source_code, v_code.name,
      v_code.category, v_code.kind, v_code.union_agreement_id
    )
    returning id into v_id;
  else
    update public.cost_codes as c
    set code = v_code.code, source_code = v_code.source_code, name = v_code.name,
        category = v_code.category, kind = v_code.kind,
        union_agreement_id = v_code.union_agreement_id
    where c.id = v_id;
  end if;
  return v_id;
end;
$$;

comment on function stagedoor_film.save_cost_code is
'Implementation of public.save_cost_code.';

-- Privileges.

revoke all on function
  stagedoor_film.lock_code,
  stagedoor_film.move_cost_code,
  stagedoor_film.save_cost_code
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor_film.move_cost_code,
  stagedoor_film.save_cost_code
to authenticated;
