-- Asking about costs: may somebody write against a code, and if not, where it stops.

create function stagedoor_film.may_ask(p_user_id uuid, p_cost_code public.cost_codes)
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads what a decision reads. Foreign and absent codes take one way, and one answer.
declare
  v_caller pg_catalog.uuid := stagedoor.caller_id();
begin
  if not stagedoor.works_at(
    v_caller, coalesce(p_cost_code.department_id, p_cost_code.project_id,
      '00000000-0000-0000-0000-000000000000'))
  then
    return false;
  end if;
  if p_user_id is distinct from v_caller then
    perform stagedoor.enforce(
      'access:view', coalesce(p_cost_code.department_id, p_cost_code.project_id));
  end if;
  return true;
end;
$$;

comment on function stagedoor_film.may_ask is
'Whether a code exists for the caller, who asks about somebody.

Raises 42501 for whoever works there, asks about another and may not.';

create function stagedoor_film.resolve_cost_access(
  p_cost_code_id uuid, p_user_id uuid default null
)
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the chart and the accesses of the person asked about.
declare
  v_user_id pg_catalog.uuid := coalesce(p_user_id, stagedoor.caller_id());
  v_code    public.cost_codes;
begin
  select c.* into v_code from public.cost_codes as c where c.id = p_cost_code_id;
  if not stagedoor_film.may_ask(v_user_id, v_code) then
    return 'denied';
  end if;
  return (
    select l.level
    from stagedoor_film.code_levels(v_user_id, v_code.project_id, v_code.id) as l
  );
end;
$$;

comment on function stagedoor_film.resolve_cost_access is
'Implementation of public.resolve_cost_access.';

create function stagedoor_film.get_cost_access(
  p_cost_code_id uuid, p_user_id uuid default null
)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the chart and the accesses of the person asked about.
declare
  v_user_id pg_catalog.uuid := coalesce(p_user_id, stagedoor.caller_id());
  v_code    public.cost_codes;
  v_level   pg_catalog.record;
  v_path    pg_catalog.uuid[];
begin
  select c.* into v_code from public.cost_codes as c where c.id = p_cost_code_id;
  if not stagedoor_film.may_ask(v_user_id, v_code) then
    return jsonb_build_object(
      'access', 'denied', 'code', null, 'category', null, 'union_agreement_id', null,
      'phase', null, 'override_id', null, 'version', null, 'valid_until', null);
  end if;

  select l.* into v_level
  from stagedoor_film.code_levels(v_user_id, v_code.project_id, v_code.id) as l;
  select s.path into v_path
  from stagedoor.scopes as s
  where s.id = coalesce(v_code.department_id, v_code.project_id);
  return jsonb_build_object(
    'access', v_level.level,
    'code', v_code.code,
    'category', v_code.category,
    'union_agreement_id',
      (stagedoor_film.agreement_for(v_code.project_id, v_code.union_agreement_id)).id,
    'phase', stagedoor_film.phase_of(v_code.project_id),
    'override_id', v_level.override_id,
    'version', stagedoor.access_version(v_path),
    'valid_until', v_level.valid_until);
end;
$$;

comment on function stagedoor_film.get_cost_access is
'Implementation of public.get_cost_access.';

create function stagedoor_film.trace_prefix(p_user_id uuid, p_cost_code public.cost_codes)
returns table (outcome text, expected text, actual text, remedy text)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the accesses of the person asked about. Asked by definers that have checked.
declare
  v_bucket   public.department_prefixes := stagedoor_film.bucket_of(
    p_cost_code.project_id, p_cost_code.path, p_cost_code.prefix);
  v_place    pg_catalog.text := coalesce(
    (select s.name from stagedoor.scopes as s where s.id = p_cost_code.department_id),
    'the production');
  v_has_key  boolean;
  v_else     pg_catalog.text;
begin
  if not p_cost_code.is_postable then
    return query select
      'fail', 'a code that takes costs', p_cost_code.code || ' is a header',
      'Take an account below it.';
    return;
  end if;

  select t.is_free or t.bound_role_ids <> '{}' into v_has_key
  from stagedoor_film.standing(
    p_user_id, p_cost_code.project_id,
    coalesce(p_cost_code.department_id, p_cost_code.project_id)) as t;
  if v_has_key then
    return query select
      'pass', v_place,
      format('%s: %s', coalesce(v_bucket.prefix, 'no prefix'), v_place), 'none';
    return;
  end if;

  -- Signs for another department: a prefix in the wrong one drops it in silence (F44).
  select string_agg(s.name, ', ' order by s.name) into v_else
  from stagedoor.scopes as s
  cross join lateral stagedoor_film.standing(
    p_user_id, p_cost_code.project_id, s.id) as t
  where s.project_id = p_cost_code.project_id
    and s.scope_type = 'department'
    and exists (
      select from stagedoor.live_accesses as a
      where a.user_id = p_user_id and a.scope_id = s.id
    )
    and (t.is_free or t.bound_role_ids <> '{}');
  return query select
    'fail', coalesce(v_else, 'cost:approve in ' || v_place),
    format('%s: %s', coalesce(v_bucket.prefix, 'no prefix'), v_place),
    case
      when v_else is null then 'ask_for_access'
      else 'save_department_prefix, if the prefix belongs there'
    end;
end;
$$;

comment on function stagedoor_film.trace_prefix is
'The checkpoint cost_code_prefix of a trace (F44).';

create function stagedoor_film.trace_agreement(
  p_cost_code public.cost_codes, p_union_agreement_id uuid
)
returns table (outcome text, expected text, actual text, remedy text)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads agreements for whoever may ask about the code.
declare
  v_own   public.union_agreements := stagedoor_film.agreement_for(
    p_cost_code.project_id, p_cost_code.union_agreement_id);
  v_asked public.union_agreements := stagedoor_film.agreement_for(
    p_cost_code.project_id, p_union_agreement_id);
  v_today pg_catalog.date := stagedoor.today_in(p_cost_code.project_id);
begin
  if v_own.id is not null and v_asked.code is distinct from v_own.code then
    return query select
      'fail', v_own.code, coalesce(v_asked.code, 'non-union'),
      'Pay them from a code of their agreement, or correct the agreement of one.';
  elsif v_today < v_asked.valid_from or v_today >= v_asked.valid_until then
    return query select
      'fail', 'valid on ' || v_today,
      format('%s from %s until %s', v_asked.code,
        coalesce(v_asked.valid_from::pg_catalog.text, 'the beginning'),
        coalesce(v_asked.valid_until::pg_catalog.text, 'further notice')),
      'save_union_agreement with the window that holds now';
  else
    return query select
      'pass', coalesce(v_own.code, 'any payee'), coalesce(v_asked.code, 'non-union'),
      'none';
  end if;
end;
$$;

comment on function stagedoor_film.trace_agreement is
'The checkpoint union_jurisdiction of a trace (F45).';

create function stagedoor_film.trace_phase(
  p_user_id uuid, p_cost_code public.cost_codes, p_union_agreement_id uuid
)
returns table (outcome text, expected text, actual text, remedy text)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the accesses of the person asked about, and policies. Asked by definers that have
-- checked.
declare
  v_phase    pg_catalog.text := stagedoor_film.phase_of(p_cost_code.project_id);
  v_standing pg_catalog.record;
  v_phases   pg_catalog.text;
begin
  select t.* into v_standing
  from stagedoor_film.standing(
    p_user_id, p_cost_code.project_id,
    coalesce(p_cost_code.department_id, p_cost_code.project_id)) as t;
  if v_standing.is_free or v_standing.bound_role_ids = '{}' then
    return query select 'info', 'any phase: bound by no policy', v_phase, 'none';
    return;
  end if;

  select string_agg(p.phase, ', ' order by p.position) into v_phases
  from unnest(array['development', 'prep', 'principal_photography', 'wrap', 'post'])
    with ordinality as p (phase, position)
  where stagedoor_film.bound_level(
    p_cost_code, v_standing.bound_role_ids, p_union_agreement_id, p.phase) = 'approve';
  return query select
    case when l.level = 'approve' then 'pass' else 'fail' end,
    coalesce(v_phases, 'a code below the line'),
    case when v_phases is null
      then format('%s: %s in %s', p_cost_code.category, l.level, v_phase)
      else v_phase end,
    case
      when l.level = 'approve' then 'none'
      when v_phases is null then 'request_override'
      else 'set_production_phase, or request_override'
    end
  from stagedoor_film.bound_level(
    p_cost_code, v_standing.bound_role_ids, p_union_agreement_id, v_phase) as l (level);
end;
$$;

comment on function stagedoor_film.trace_phase is
'The checkpoint phase of a trace: what the policies say in it (F35, F46).';

create function stagedoor_film.trace_authority(
  p_user_id uuid, p_cost_code public.cost_codes, p_union_agreement_id uuid
)
returns table (outcome text, expected text, actual text, remedy text)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the authorities of the person asked about. Asked by definers that have checked.
declare
  v_production public.productions;
  v_fits       public.spending_authorities;
  v_near       public.spending_authorities;
  v_expected   pg_catalog.text;
begin
  select p.* into v_production
  from public.productions as p
  where p.project_id = p_cost_code.project_id;
  v_expected := format('an authority in %s at or above %s',
    v_production.currency, p_cost_code.code);

  select a.* into v_fits
  from stagedoor_film.fitting_authorities(
    p_user_id, p_cost_code, p_union_agreement_id, v_production.currency,
    v_production.phase) as a
  limit 1;
  if found then
    return query select
      case when v_fits.spent + v_fits.reserved < v_fits.cumulative
        then 'pass' else 'fail' end,
      v_expected,
      format('%s %s of %s left, at most %s at once', v_fits.currency,
        trim_scale(v_fits.cumulative - v_fits.spent - v_fits.reserved),
        trim_scale(v_fits.cumulative), trim_scale(v_fits.per_transaction)),
      case when v_fits.spent + v_fits.reserved < v_fits.cumulative then 'none'
        else 'grant_spending_authority or delegate_spending_authority' end;
    return;
  end if;

  -- The one that fails by least: the nearest subtree first.
  select a.* into v_near
  from public.spending_authorities as a
  where a.project_id = p_cost_code.project_id and a.user_id = p_user_id
  order by
    a.cost_code_id = any (p_cost_code.path) desc, a.ended_at is null desc,
    a.created_at desc
  limit 1;
  return query select
    'fail', v_expected,
    case
      when v_near.id is null then 'none'
      when v_near.cost_code_id <> all (p_cost_code.path) then 'one for ' || (
        select c.code from public.cost_codes as c where c.id = v_near.cost_code_id)
      when v_near.ended_at is not null then 'one that was ended'
      when v_near.valid_until <= stagedoor.instant() then 'one that is over'
      when v_near.valid_from > stagedoor.instant() then 'one that has not begun'
      when v_near.currency <> v_production.currency then 'one in ' || v_near.currency
      when v_production.phase <> all (v_near.phases) then
        'one for ' || array_to_string(v_near.phases, ', ')
      else 'one for other agreements'
    end,
    'grant_spending_authority or delegate_spending_authority';
end;
$$;

comment on function stagedoor_film.trace_authority is
'The checkpoint spending_authority of a trace (F28, F113).';

create function stagedoor_film.trace_override(
  p_user_id uuid, p_cost_code public.cost_codes
)
returns table (
  checkpoint text, outcome text, expected text, actual text, remedy text
)
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads overrides that the caller may not see. Asked by definers that have checked.
  select t.checkpoint, t.outcome, t.expected, t.actual, t.remedy
  from stagedoor_film.code_levels(
    p_user_id, p_cost_code.project_id, p_cost_code.id) as l
  join public.emergency_overrides as o on o.id = l.override_id
  cross join lateral (
    values
      ('phase', 'pass', 'the policies, or an override',
        format('override %s until %s', o.id, to_json(o.ends_at) #>> '{}'), 'none'),
      ('spending_authority',
        case when o.spent < o.max_amount then 'pass' else 'fail' end,
        format('what is left of override %s', o.id),
        format('%s %s of %s left', o.currency, trim_scale(o.max_amount - o.spent),
          trim_scale(o.max_amount)),
        case when o.spent < o.max_amount then 'none' else 'request_override' end)
  ) as t (checkpoint, outcome, expected, actual, remedy)
$$;

comment on function stagedoor_film.trace_override is
'The checkpoints of a trace that an override answers (F40).

None where no override lifts the code.';

create function stagedoor_film.trace_cost_access(
  p_user_id uuid, p_cost_code_id uuid, p_union_agreement_id uuid default null
)
returns table (
  step integer, checkpoint text, outcome text, expected text, actual text, remedy text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the chart, and the accesses and authorities of the person asked about.
declare
  v_user_id      pg_catalog.uuid := coalesce(p_user_id, stagedoor.caller_id());
  v_code         public.cost_codes;
  v_agreement_id pg_catalog.uuid;
begin
  select c.* into v_code from public.cost_codes as c where c.id = p_cost_code_id;
  if not stagedoor_film.may_ask(v_user_id, v_code) then
    perform stagedoor.raise_not_found('Cost code');
  end if;
  if p_union_agreement_id is not null
    and stagedoor_film.agreement_for(v_code.project_id, p_union_agreement_id) is null
  then
    perform stagedoor.raise_not_found('Union agreement');
  end if;
  v_agreement_id := coalesce(p_union_agreement_id, v_code.union_agreement_id);

  return query
  with traced (step, checkpoint, outcome, expected, actual, remedy) as (
    select 1, 'cost_code_prefix', t.*
    from stagedoor_film.trace_prefix(v_user_id, v_code) as t
    union all
    select 2, 'union_jurisdiction', t.*
    from stagedoor_film.trace_agreement(v_code, v_agreement_id) as t
    union all
    select 3, 'phase', t.*
    from stagedoor_film.trace_phase(v_user_id, v_code, v_code.union_agreement_id) as t
    union all
    select 4, 'spending_authority', t.*
    from stagedoor_film.trace_authority(v_user_id, v_code, v_agreement_id) as t
  )
  select
    t.step, t.checkpoint, coalesce(o.outcome, t.outcome), coalesce(o.expected, t.expected),
    coalesce(o.actual, t.actual), coalesce(o.remedy, t.remedy)
  from traced as t
  left join stagedoor_film.trace_override(v_user_id, v_code) as o
    on o.checkpoint = t.checkpoint
  order by t.step;
end;
$$;

comment on function stagedoor_film.trace_cost_access is
'Implementation of public.trace_cost_access.';

-- Privileges.

revoke all on function
  stagedoor_film.may_ask,
  stagedoor_film.resolve_cost_access,
  stagedoor_film.get_cost_access,
  stagedoor_film.trace_prefix,
  stagedoor_film.trace_agreement,
  stagedoor_film.trace_phase,
  stagedoor_film.trace_authority,
  stagedoor_film.trace_override,
  stagedoor_film.trace_cost_access
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor_film.resolve_cost_access,
  stagedoor_film.get_cost_access,
  stagedoor_film.trace_cost_access
to authenticated;
