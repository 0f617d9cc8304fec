-- Moving money between two lines of a budget.

create function stagedoor_film.require_signing(p_cost_code public.cost_codes)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads what the caller holds, policies and overrides; notes an elevation that it took.
declare
  v_override_id  pg_catalog.uuid := stagedoor_film.require_write(p_cost_code, true);
  v_scope_id     pg_catalog.uuid := coalesce(
    p_cost_code.department_id, p_cost_code.project_id);
  v_elevation_id pg_catalog.uuid;
  v_roles        pg_catalog.uuid[];
begin
  -- An override lifts what policies say. It is no key.
  v_elevation_id := stagedoor.require('cost:approve', v_scope_id);
  if v_override_id is not null then
    return v_override_id;
  end if;
  if exists (
    select
    from stagedoor.applicable_grants(stagedoor.caller_id(), 'cost:approve', v_scope_id) as c
    where c.state = 'live'
      and (c.policy = 'allow' or (c.policy = 'locked' and v_elevation_id is not null))
      and stagedoor_film.bound_roles(p_cost_code.project_id, c.access_id) = '{}'
  ) then
    return null;
  end if;
  -- Of two accesses one may post and the other sign elsewhere: posting moves no budget.
  select t.bound_role_ids into v_roles
  from stagedoor_film.standing(
    stagedoor.caller_id(), p_cost_code.project_id, v_scope_id) as t;
  if stagedoor_film.bound_level(
    p_cost_code, v_roles, p_cost_code.union_agreement_id,
    stagedoor_film.phase_of(p_cost_code.project_id)) <> 'approve'
  then
    -- Where the answer is approve by posting, nothing had to be lifted yet.
    v_override_id := (
      select o.override_id
      from stagedoor_film.covering_overrides(
        stagedoor.caller_id(), p_cost_code.project_id, p_cost_code.id) as o
      where o.place = 1
    );
    if v_override_id is null then
      perform stagedoor.raise_denied('cost:approve', format(
        'By cost:approve %s is not written against: trace_cost_access says why.',
        p_cost_code.code));
    end if;
  end if;
  return v_override_id;
end;
$$;

comment on function stagedoor_film.require_signing is
'Refuse to write where the caller does not approve by signing (F119).

Whoever only posts approves, too, and moves no budget. cost:approve is asked under an
override as well. Returns the override that lifts it, or null. Raises 42501.';

create function stagedoor_film.cover_move(
  p_from      public.budget_lines,
  p_from_code public.cost_codes,
  p_to_code   public.cost_codes,
  p_amount    numeric
)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Locks and debits overrides, which no request role may. Asked behind a lock on the
-- production and the budget.
declare
  v_override_id pg_catalog.uuid;
  v_lifted      public.cost_codes;
  v_beside_id   pg_catalog.uuid;
begin
  if p_from.is_contingency then
    -- Who authorized the override has named the reserve: no other approval is asked of it.
    perform stagedoor_film.require_signing(p_to_code);
    return stagedoor_film.use_override(p_to_code, 0, p_amount, p_from.currency, p_from.id);
  end if;
  if stagedoor_film.require_signing(p_from_code) is not null then
    v_lifted := p_from_code;
  end if;
  if stagedoor_film.require_signing(p_to_code) is not null then
    v_beside_id := v_lifted.id;
    v_lifted := p_to_code;
  end if;
  if v_lifted.id is null then
    return stagedoor_film.acting_override();
  end if;
  v_override_id := stagedoor_film.use_override(
    v_lifted, 0, p_amount, p_from.currency, p_beside_id => v_beside_id);
  -- A move has one override, which pays for it and holds it to its window.
  if v_override_id is null then
    perform stagedoor.raise_denied(
      'cost:approve',
      'One override lifts all of a move: that under which you work, where you do.');
  end if;
  return v_override_id;
end;
$$;

comment on function stagedoor_film.cover_move is
'Refuse a move that no key and no override covers (F119).

Returns the override that pays for it, that names the reserve, or under which the caller
works; null for none. Raises 42501.';

create function stagedoor_film.see_line(
  p_budget_line_id uuid,
  out line         public.budget_lines,
  out code         public.cost_codes,
  out scope_id     uuid
)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads lines and the chart, of which a request sees its own part only.
begin
  select l.* into line from public.budget_lines as l where l.id = p_budget_line_id;
  select c.* into code from public.cost_codes as c where c.id = line.cost_code_id;
  scope_id := coalesce(code.department_id, code.project_id);
  if not stagedoor.can('budget:view:assigned', scope_id) then
    perform stagedoor.raise_not_found('Budget line');
  end if;
end;
$$;

comment on function stagedoor_film.see_line is
'A line, its code and where its keys are asked, for whoever sees it.

Raises PT404 for a line that is foreign or absent.';

create function stagedoor_film.reallocate_budget(
  p_from_line_id    uuid,
  p_to_line_id      uuid,
  p_amount          numeric,
  p_reason          text,
  p_idempotency_key text default null
)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes moves, which no request role may. What a move has to be is asked by triggers.
declare
  v_reason       pg_catalog.text := stagedoor_film.check_reason(p_reason);
  v_from         pg_catalog.record := stagedoor_film.see_line(p_from_line_id);
  v_to           pg_catalog.record := stagedoor_film.see_line(p_to_line_id);
  v_move         public.budget_moves;
  v_there        public.budget_moves;
  v_elevation_id pg_catalog.uuid;
begin
  if p_from_line_id = p_to_line_id
    or (v_from.line).budget_id is distinct from (v_to.line).budget_id
  then
    raise check_violation using
      message = 'Money moves between two lines of one budget',
      detail = json_build_object(
        'error_code', 'BUDGET', 'expected', (v_from.line).budget_id,
        'actual', (v_to.line).budget_id);
  elsif p_idempotency_key is not null
    and char_length(p_idempotency_key) not between 1 and 200
  then
    raise invalid_parameter_value using
      message = 'An idempotency key has 1 to 200 characters',
      detail = '{"field":"idempotency_key"}';
  end if;
  perform stagedoor_film.check_amount(p_amount, (v_from.line).currency, 'An amount');

  -- Both codes, before the lock and behind it: what is taken is written against, too.
  perform stagedoor.enforce('budget:edit:assigned', v_from.scope_id);
  v_move.elevation_id := stagedoor_film.require_shared(
    'budget:edit:assigned', v_to.scope_id, (v_to.line).project_id);
  perform from public.budgets as b
  where b.id = (v_from.line).budget_id
  for no key update;
  v_from := stagedoor_film.see_line(p_from_line_id);
  v_to := stagedoor_film.see_line(p_to_line_id);
  v_elevation_id := stagedoor.require('budget:edit:assigned', v_from.scope_id);
  v_move.elevation_id := coalesce(v_move.elevation_id, v_elevation_id);

  v_move.project_id := (v_from.line).project_id;
  v_move.moved_by := stagedoor.caller_id();
  -- Behind the lock: whoever sends a move twice at once has made it by now.
  select m.* into v_there
  from public.budget_moves as m
  where m.project_id = v_move.project_id
    and m.moved_by = v_move.moved_by
    and m.idempotency_key = p_idempotency_key;
  if found then
    if (v_there.from_line_id, v_there.to_line_id, v_there.amount, v_there.reason)
      is distinct from (p_from_line_id, p_to_line_id, p_amount, v_reason)
    then
      raise unique_violation using
        message = 'That idempotency key stands for another move',
        detail = json_build_object('error_code', 'IDEMPOTENCY_KEY', 'id', v_there.id),
        hint = 'A new move has a new key.';
    end if;
    return v_there.id;
  end if;

  v_move.override_id := stagedoor_film.cover_move(
    v_from.line, v_from.code, v_to.code, p_amount);
  insert into public.budget_moves as m (
    project_id, budget_id, currency, from_line_id, to_line_id, from_cost_code_id,
    to_cost_code_id, amount, reason, idempotency_key, moved_by, override_id, elevation_id
  )
  values (
    v_move.project_id, (v_from.line).budget_id, (v_from.line).currency, p_from_line_id,
    p_to_line_id, (v_from.line).cost_code_id, (v_to.line).cost_code_id, p_amount, v_reason,
    p_idempotency_key, v_move.moved_by, v_move.override_id, v_move.elevation_id
  )
  returning m.* into v_there;
  return v_there.id;
end;
$$;

comment on function stagedoor_film.reallocate_budget is
'Implementation of public.reallocate_budget.';

-- Privileges.

revoke all on function
  stagedoor_film.require_signing,
  stagedoor_film.cover_move,
  stagedoor_film.see_line,
  stagedoor_film.reallocate_budget
from public, anon, authenticated, service_role;
grant execute on function stagedoor_film.reallocate_budget to authenticated;
