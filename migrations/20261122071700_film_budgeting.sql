-- Budgets: opening a version, its lines, and locking it.

create function stagedoor_film.share_production(p_project_id uuid)
returns public.productions
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Locks a production, which no request role may.
declare
  v_production public.productions;
begin
  select p.* into v_production
  from public.productions as p
  where p.project_id = p_project_id
  for share;
  if not found then
    perform stagedoor.raise_not_found('Production');
  end if;
  return v_production;
end;
$$;

comment on function stagedoor_film.share_production is
'Keep the phase, periods and authorities of a production as they are.

Many do so at once; whoever changes them waits, or is waited for. It comes before the rows
of the production. Raises PT404 for a project that is none.';

create function stagedoor_film.require_shared(
  p_permission_key text,
  p_scope_id       uuid,
  p_project_id     uuid,
  p_owner_id       uuid default null
)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Locks a production, which no request role may. Asked before the lock and again behind it,
-- because rights may have gone while waiting.
begin
  perform stagedoor.enforce(p_permission_key, p_scope_id, p_owner_id);
  perform stagedoor_film.share_production(p_project_id);
  return stagedoor.require(p_permission_key, p_scope_id, p_owner_id);
end;
$$;

comment on function stagedoor_film.require_shared is
'Guard a change in a production: enforce, share it, require.

p_scope_id is the production or a department of it. Returns the elevation that opened it, or
null. Raises 42501 or PT404.';

create function stagedoor_film.require_write(
  p_cost_code public.cost_codes, p_may_lift boolean default false
)
returns uuid
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads what the caller holds, policies and overrides.
declare
  v_level pg_catalog.record;
begin
  select l.level, l.override_id into v_level
  from stagedoor_film.code_levels(
    stagedoor.caller_id(), p_cost_code.project_id, p_cost_code.id) as l;
  if v_level.level is distinct from 'approve' then
    perform stagedoor.raise_denied('cost:approve', format(
      'resolve_cost_access of %s is %s: trace_cost_access says why.', p_cost_code.code,
      coalesce(v_level.level, 'denied')));
  elsif v_level.override_id is not null and not p_may_lift then
    perform stagedoor.raise_denied('cost:approve',
      'Under an override a cost is signed and money is moved; a line keeps its amount.');
  end if;
  return v_level.override_id;
end;
$$;

comment on function stagedoor_film.require_write is
'Refuse to write against a code where the answer is not approve (F33).

Returns the override that lifts it, null for none. p_may_lift: whether the act is one that
an override is for, and debited from it. Raises 42501.';

create function stagedoor_film.sees_budgets(p_project_id uuid)
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads scopes, of which a request sees its own part only.
begin
  return stagedoor.can('budget:view:assigned', p_project_id) or exists (
    select from stagedoor.scopes as s
    where s.project_id = p_project_id
      and s.scope_type = 'department'
      and stagedoor.can('budget:view:assigned', s.id)
  );
end;
$$;

comment on function stagedoor_film.sees_budgets is
'Whether the caller sees budgets of a production, or a department''s.';

create function stagedoor_film.sees_code(
  p_cost_code public.cost_codes, p_permission_key text, p_owner_id uuid default null
)
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads what the caller holds. Of a code that was not found, nobody holds anything.
declare
  v_scope_id pg_catalog.uuid := coalesce(p_cost_code.department_id, p_cost_code.project_id);
begin
  return stagedoor.can('cost_code:view', v_scope_id)
    or stagedoor.can(p_permission_key, v_scope_id, p_owner_id);
end;
$$;

comment on function stagedoor_film.sees_code is
'Whether a code exists for the caller, who would use it by a key.';

create function stagedoor_film.create_budget(
  p_project_id uuid, p_name text, p_currency text default null
)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes budgets and lines, which no request role may.
declare
  v_name       pg_catalog.text := btrim(p_name);
  v_production public.productions;
  v_last       public.budgets;
  v_currency   pg_catalog.text;
  v_id         pg_catalog.uuid;
begin
  if (char_length(v_name) between 1 and 120) is not true then
    raise invalid_parameter_value using
      message = 'A budget has a name of 1 to 120 characters';
  end if;
  v_production := stagedoor_film.require_production('budget:create', p_project_id);
  select b.* into v_last
  from public.budgets as b
  where b.project_id = p_project_id and b.name = v_name
  order by b.version desc
  limit 1
  for no key update;

  v_currency := coalesce(p_currency, v_last.currency, v_production.currency);
  -- Nothing is an amount of every currency that there is.
  perform stagedoor_film.check_amount(0, v_currency, 'An amount', true);
  if v_last.currency <> v_currency then
    raise unique_violation using
      message = format('There is a budget of that name already, in %s', v_last.currency),
      detail = json_build_object('currency', v_last.currency);
  elsif v_last.id is not null and v_last.locked_at is null then
    return v_last.id;
  end if;

  insert into public.budgets as b (
    project_id, name, version, currency, created_by, edited_by
  )
  values (
    p_project_id, v_name, coalesce(v_last.version, 0) + 1, v_currency,
    stagedoor.caller_id(), stagedoor.caller_id()
  )
  returning b.id into v_id;
  insert into public.budget_lines (
    project_id, budget_id, cost_code_id, currency, amount, description, note,
    estimate_to_complete, is_contingency
  )
  select
    l.project_id, v_id, l.cost_code_id, l.currency, l.amount, l.description, l.note,
    l.estimate_to_complete, l.is_contingency
  from public.budget_lines as l
  where l.budget_id = v_last.id
  order by l.created_at, l.id;
  return v_id;
end;
$$;

comment on function stagedoor_film.create_budget is
'Implementation of public.create_budget.';

create function stagedoor_film.lock_budget(p_budget_id uuid)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes budgets and lines, which no request role may. That its last editor does not lock a
-- version is asked by a trigger.
declare
  v_budget public.budgets;
begin
  select b.* into v_budget from public.budgets as b where b.id = p_budget_id;
  if not stagedoor_film.sees_budgets(v_budget.project_id) then
    perform stagedoor.raise_not_found('Budget');
  end if;
  perform stagedoor_film.require_shared(
    'budget:approve', v_budget.project_id, v_budget.project_id);
  select b.* into v_budget
  from public.budgets as b
  where b.id = p_budget_id
  for no key update;
  if v_budget.locked_at is not null then
    return p_budget_id;
  end if;

  update public.budgets as b
  set locked_by = stagedoor.caller_id(), locked_at = stagedoor.instant()
  where b.id = p_budget_id;
  update public.budget_lines as l
  set approved_by = stagedoor.caller_id(), approved_at = stagedoor.instant()
  where l.project_id = v_budget.project_id and l.budget_id = p_budget_id;
  return p_budget_id;
end;
$$;

comment on function stagedoor_film.lock_budget is
'Implementation of public.lock_budget.';

create function stagedoor_film.save_budget_line(
  p_budget_id      uuid,
  p_cost_code_id   uuid,
  p_amount         numeric,
  p_description    text    default null,
  p_is_contingency boolean default false,
  p_line_id        uuid    default null
)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes budgets and lines, which no request role may.
declare
  v_budget       public.budgets;
  v_line         public.budget_lines;
  v_code         public.cost_codes;
  v_former       public.cost_codes;
  v_text         pg_catalog.text := btrim(p_description);
  v_elevation_id pg_catalog.uuid;
begin
  select b.* into v_budget from public.budgets as b where b.id = p_budget_id;
  if not stagedoor_film.sees_budgets(v_budget.project_id) then
    perform stagedoor.raise_not_found('Budget');
  end if;
  select c.* into v_code
  from public.cost_codes as c
  where c.id = p_cost_code_id and c.project_id = v_budget.project_id;
  if not stagedoor_film.sees_code(v_code, 'budget:edit:assigned') then
    perform stagedoor.raise_not_found('Cost code');
  end if;
  v_elevation_id := stagedoor_film.require_shared(
    'budget:edit:assigned', coalesce(v_code.department_id, v_code.project_id),
    v_code.project_id);
  perform stagedoor_film.require_write(v_code);

  select b.* into v_budget
  from public.budgets as b
  where b.id = p_budget_id
  for no key update;
  perform stagedoor_film.check_amount(p_amount, v_budget.currency, 'An amount', true);
  if char_length(v_text) > 400 then
    raise invalid_parameter_value using
      message = 'A description has at most 400 characters';
  end if;

  if p_line_id is null then
    insert into public.budget_lines as l (
      project_id, budget_id, cost_code_id, currency, amount, description, is_contingency,
      elevation_id
    )
    values (
      v_budget.project_id, p_budget_id, p_cost_code_id, v_budget.currency, p_amount,
      coalesce(v_text, ''), coalesce(p_is_contingency, false), v_elevation_id
    )
    returning l.* into v_line;
  else
    select l.* into v_line
    from public.budget_lines as l
    where l.id = p_line_id and l.budget_id = p_budget_id;
    select c.* into v_former from public.cost_codes as c where c.id = v_line.cost_code_id;
    if not stagedoor.can(
      'budget:view:assigned', coalesce(v_former.department_id, v_former.project_id))
    then
      perform stagedoor.raise_not_found('Budget line');
    end if;
    -- What is taken away from a code is written against it, too.
    perform stagedoor.require(
      'budget:edit:assigned', coalesce(v_former.department_id, v_former.project_id));
    perform stagedoor_film.require_write(v_former);

    update public.budget_lines as l
    set cost_code_id = p_cost_code_id, amount = p_amount,
        description = coalesce(v_text, l.description),
        is_contingency = coalesce(p_is_contingency, l.is_contingency),
        elevation_id = v_elevation_id, override_id = null
    where l.id = p_line_id
      and (l.cost_code_id, l.amount, l.description, l.is_contingency) is distinct from (
        p_cost_code_id, p_amount, coalesce(v_text, l.description),
        coalesce(p_is_contingency, l.is_contingency));
    if not found then
      return p_line_id;
    end if;
  end if;

  update public.budgets as b
  set edited_by = stagedoor.caller_id(), edited_at = stagedoor.instant()
  where b.id = p_budget_id;
  return v_line.id;
end;
$$;

comment on function stagedoor_film.save_budget_line is
'Implementation of public.save_budget_line.';

-- Privileges.

revoke all on function
  stagedoor_film.share_production,
  stagedoor_film.require_shared,
  stagedoor_film.require_write,
  stagedoor_film.sees_budgets,
  stagedoor_film.sees_code,
  stagedoor_film.create_budget,
  stagedoor_film.lock_budget,
  stagedoor_film.save_budget_line
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor_film.create_budget,
  stagedoor_film.lock_budget,
  stagedoor_film.save_budget_line
to authenticated;
