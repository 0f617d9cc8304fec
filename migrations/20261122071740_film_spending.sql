-- Spending authorities: giving, passing on, ending.

create function stagedoor_film.check_limits(
  p_per_transaction numeric, p_cumulative numeric, p_currency text
)
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads currencies for whoever gives authority.
begin
  perform stagedoor_film.check_amount(
    p_per_transaction, p_currency, 'What is signed at once');
  perform stagedoor_film.check_amount(p_cumulative, p_currency, 'What is signed in all');
  if p_per_transaction > p_cumulative then
    raise invalid_parameter_value using
      message = 'At once no more is signed than in all',
      detail = json_build_object(
        'p_per_transaction', p_per_transaction, 'p_cumulative', p_cumulative);
  end if;
end;
$$;

comment on function stagedoor_film.check_limits is
'Refuse limits of an authority that are none. Raises 22023.';

create function stagedoor_film.grant_spending_authority(
  p_project_id          uuid,
  p_user_id             uuid,
  p_cost_code_id        uuid,
  p_currency            text,
  p_per_transaction     numeric,
  p_cumulative          numeric,
  p_phases              text[]      default null,
  p_union_agreement_ids uuid[]      default null,
  p_valid_from          timestamptz default null,
  p_valid_until         timestamptz default null
)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes authorities, which no request role may.
declare
  v_production public.productions;
  v_phases     pg_catalog.text[] := array(select distinct unnest(p_phases) order by 1);
  v_agreements pg_catalog.uuid[] := array(
    select distinct unnest(p_union_agreement_ids) order by 1);
  v_id         pg_catalog.uuid;
begin
  v_production := stagedoor_film.require_production('authority:delegate', p_project_id);
  -- Null is any, and none is a mistake.
  v_phases := case when p_phases is not null then v_phases end;
  v_agreements := case when p_union_agreement_ids is not null then v_agreements end;
  if v_production.executive_producer_id is distinct from stagedoor.caller_id() then
    perform stagedoor.raise_denied(
      'authority:delegate',
      'The designated executive producer gives authority; pass on a part of your own with '
        'delegate_spending_authority.');
  end if;
  perform stagedoor_film.check_limits(p_per_transaction, p_cumulative, p_currency);
  if v_phases = '{}' or not v_phases <@ array[
    'development', 'prep', 'principal_photography', 'wrap', 'post']
  then
    raise invalid_parameter_value using
      message = 'Phases are one or more of development, prep, principal_photography, wrap '
        'and post; null is any',
      detail = json_build_object('actual', left(v_phases::pg_catalog.text, 60));
  elsif v_agreements = '{}' then
    raise invalid_parameter_value using
      message = 'Agreements are one or more; null is any, non-union included',
      detail = '{"p_union_agreement_ids":[]}';
  end if;
  perform stagedoor.check_window(p_valid_from, p_valid_until);
  if not stagedoor.works_at(p_user_id, p_project_id) then
    perform stagedoor.raise_not_found('Account');
  elsif not exists (
    select from public.cost_codes as c
    where c.id = p_cost_code_id and c.project_id = p_project_id
  ) then
    perform stagedoor.raise_not_found('Cost code');
  elsif exists (
    select from unnest(v_agreements) as a (id)
    where stagedoor_film.agreement_for(p_project_id, a.id) is null
  ) then
    perform stagedoor.raise_not_found('Union agreement');
  end if;

  -- Given again before it was used it is the same one: a call that is sent twice does not
  -- double what somebody may spend.
  select a.id into v_id
  from public.spending_authorities as a
  where a.project_id = p_project_id
    and a.user_id = p_user_id
    and a.cost_code_id = p_cost_code_id
    and a.delegated_from is null
    and a.ended_at is null
    and a.spent = 0
    and a.reserved = 0
    and (a.currency, a.per_transaction, a.cumulative, a.phases, a.union_agreement_ids,
        a.valid_from, a.valid_until)
      is not distinct from (p_currency, p_per_transaction, p_cumulative, v_phases,
        v_agreements, p_valid_from, p_valid_until);
  if not found then
    insert into public.spending_authorities as a (
      project_id, user_id, cost_code_id, phases, union_agreement_ids, currency,
      per_transaction, cumulative, delegated_by, valid_from, valid_until
    )
    values (
      p_project_id, p_user_id, p_cost_code_id, v_phases, v_agreements, p_currency,
      p_per_transaction, p_cumulative, stagedoor.caller_id(), p_valid_from, p_valid_until
    )
    returning a.id into v_id;
  end if;
  return v_id;
end;
$$;

comment on function stagedoor_film.grant_spending_authority is
'Implementation of public.grant_spending_authority.';

create function stagedoor_film.lock_authority(
  p_authority_id uuid,
  out authority  public.spending_authorities,
  out production public.productions,
  out scope_id   uuid
)
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Locks a production and an authority, which no request role may.
declare
  v_caller pg_catalog.uuid := stagedoor.caller_id();
begin
  select a.* into authority
  from public.spending_authorities as a
  where a.id = p_authority_id;
  select coalesce(c.department_id, c.project_id) into scope_id
  from public.cost_codes as c
  where c.id = authority.cost_code_id;
  if not stagedoor.can('authority:view', scope_id, authority.user_id) and not (
    v_caller in (authority.user_id, authority.delegated_by)
    and stagedoor.works_at(v_caller, scope_id)
  ) then
    perform stagedoor.raise_not_found('Spending authority');
  end if;
  perform stagedoor.enforce('authority:delegate', scope_id);
  production := stagedoor_film.hold_production(authority.project_id);
  perform stagedoor.require('authority:delegate', scope_id);
  select a.* into authority
  from public.spending_authorities as a
  where a.id = p_authority_id
  for no key update;
end;
$$;

comment on function stagedoor_film.lock_authority is
'Guard a change of an authority: see it, enforce, lock it, require.

It holds the production, so that nobody signs meanwhile. Raises 42501; PT404 for one that is
foreign or absent.';

create function stagedoor_film.delegate_spending_authority(
  p_authority_id    uuid,
  p_user_id         uuid,
  p_per_transaction numeric,
  p_cumulative      numeric,
  p_cost_code_id    uuid        default null,
  p_valid_until     timestamptz default null
)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes authorities, which no request role may.
declare
  v_held  pg_catalog.record := stagedoor_film.lock_authority(p_authority_id);
  v_from  public.spending_authorities := v_held.authority;
  v_code  public.cost_codes;
  v_until pg_catalog.timestamptz := coalesce(p_valid_until, v_from.valid_until);
  v_id    pg_catalog.uuid;
begin
  if v_from.user_id <> stagedoor.caller_id() then
    perform stagedoor.raise_denied('owner_or_manager_access', 'ask_owner');
  end if;
  perform stagedoor_film.check_limits(p_per_transaction, p_cumulative, v_from.currency);
  perform stagedoor.check_window(v_from.valid_from, p_valid_until);
  if p_user_id = v_from.user_id then
    raise invalid_parameter_value using
      message = 'Authority is passed on to somebody else';
  elsif not stagedoor_film.authority_stands(v_from) then
    raise check_violation using
      message = 'An authority that is over is not passed on',
      detail = '{"error_code":"AUTHORITY_OVER"}';
  end if;
  select c.* into v_code
  from public.cost_codes as c
  where c.id = coalesce(p_cost_code_id, v_from.cost_code_id)
    and c.project_id = v_from.project_id;
  if v_code.id is null then
    perform stagedoor.raise_not_found('Cost code');
  elsif not stagedoor.works_at(
    p_user_id, coalesce(v_code.department_id, v_code.project_id))
  then
    perform stagedoor.raise_not_found('Account');
  end if;

  -- A part is never wider than what it is a part of.
  if v_from.cost_code_id <> all (v_code.path) then
    perform stagedoor_film.raise_exceeded(
      p_cumulative, v_from.currency, v_from, format(
        '%s is not below the code of this authority.', v_code.code));
  elsif v_until > v_from.valid_until then
    perform stagedoor_film.raise_exceeded(
      p_cumulative, v_from.currency, v_from, format(
        'This authority ends at %s.', to_json(v_from.valid_until) #>> '{}'));
  elsif p_per_transaction > v_from.per_transaction
    or p_cumulative > v_from.cumulative - v_from.spent - v_from.reserved
  then
    perform stagedoor_film.raise_exceeded(
      p_cumulative, v_from.currency, v_from,
      'A part is no more at once, and no more in all, than is left.');
  end if;

  update public.spending_authorities as a
  set reserved = a.reserved + p_cumulative
  where a.id = v_from.id;
  insert into public.spending_authorities as a (
    project_id, user_id, cost_code_id, phases, union_agreement_ids, currency,
    per_transaction, cumulative, delegated_from, delegated_by, valid_from, valid_until
  )
  values (
    v_from.project_id, p_user_id, v_code.id, v_from.phases, v_from.union_agreement_ids,
    v_from.currency, p_per_transaction, p_cumulative, v_from.id, stagedoor.caller_id(),
    v_from.valid_from, v_until
  )
  returning a.id into v_id;
  return v_id;
end;
$$;

comment on function stagedoor_film.delegate_spending_authority is
'Implementation of public.delegate_spending_authority.';

create function stagedoor_film.end_spending_authority(p_authority_id uuid, p_reason text)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes authorities, which no request role may.
declare
  v_reason pg_catalog.text := stagedoor_film.check_reason(p_reason);
  v_held   pg_catalog.record := stagedoor_film.lock_authority(p_authority_id);
  v_top    public.spending_authorities := v_held.authority;
  v_ids    pg_catalog.uuid[];
  v_ended  public.spending_authorities;
  v_id     pg_catalog.uuid;
begin
  if stagedoor.caller_id() <> v_top.delegated_by
    and stagedoor.caller_id()
      is distinct from (v_held.production).executive_producer_id
  then
    perform stagedoor.raise_denied('owner_or_manager_access', 'ask_owner');
  elsif v_top.ended_at is not null then
    return false;
  end if;

  -- What was passed on from it ends with it, the last part first.
  with recursive below as (
    select v_top.id as id, 0 as depth
    union all
    select a.id, b.depth + 1
    from below as b
    join public.spending_authorities as a
      on a.project_id = v_top.project_id and a.delegated_from = b.id
    where a.ended_at is null
  )
  select array_agg(b.id order by b.depth desc, b.id) into v_ids from below as b;
  perform from public.spending_authorities as a
  where a.id = any (v_ids) or a.id = v_top.delegated_from
  order by a.id
  for no key update;

  foreach v_id in array v_ids loop
    update public.spending_authorities as a
    set ended_at = stagedoor.instant(), ended_by = stagedoor.caller_id(),
        end_reason = v_reason
    where a.id = v_id
    returning a.* into v_ended;
    -- What was spent stays spent; the rest is free again.
    update public.spending_authorities as a
    set reserved = a.reserved - (v_ended.cumulative - v_ended.spent - v_ended.reserved)
    where a.id = v_ended.delegated_from;
  end loop;
  return true;
end;
$$;

comment on function stagedoor_film.end_spending_authority is
'Implementation of public.end_spending_authority.';

-- Privileges.

revoke all on function
  stagedoor_film.check_limits,
  stagedoor_film.grant_spending_authority,
  stagedoor_film.lock_authority,
  stagedoor_film.delegate_spending_authority,
  stagedoor_film.end_spending_authority
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor_film.grant_spending_authority,
  stagedoor_film.delegate_spending_authority,
  stagedoor_film.end_spending_authority
to authenticated;
