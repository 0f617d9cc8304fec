-- Access drift: what was given for a while and still counts.

create function stagedoor_film.drifting(p_project_id uuid)
returns table (
  kind text, id uuid, user_id uuid, scope_id uuid, since timestamptz, why text,
  remedy text
)
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads accesses, authorities and overrides of everybody.
  select
    'delegation', a.id, a.user_id, a.scope_id, coalesce(a.valid_from, g.granted_at),
    format('%s is delegated %s', p.permission_key, coalesce(
      'until ' || (to_json(a.valid_until) #>> '{}'), 'without an end')),
    'revoke_access'
  from stagedoor.scopes as here
  join stagedoor.scopes as s
    on s.id = any (here.path) or s.project_id = here.id
  join stagedoor.live_accesses as a on a.scope_id = s.id and a.delegated_from is not null
  join stagedoor.user_accesses as g on g.id = a.id
  join stagedoor.permissions as p on p.id = a.grant_id
  cross join lateral stagedoor.delegation_standing(a.id, p.permission_key, a.scope_id) as d
  where here.id = p_project_id and d.state = 'live'
  union all
  select
    'authority', a.id, a.user_id, coalesce(c.department_id, c.project_id),
    coalesce(a.valid_from, a.created_at),
    format('%s %s of %s are left at %s and below, %s%s', a.currency,
      trim_scale(a.cumulative - a.spent - a.reserved), trim_scale(a.cumulative), c.code,
      coalesce('until ' || (to_json(a.valid_until) #>> '{}'), 'without an end'),
      case when w.phase <> all (a.phases) then
        format('; it was for %s, and the production is in %s',
          array_to_string(a.phases, ', '), w.phase)
      end),
    'end_spending_authority'
  from public.spending_authorities as a
  join public.cost_codes as c on c.id = a.cost_code_id
  join public.productions as w on w.project_id = a.project_id
  where a.project_id = p_project_id
    and a.delegated_from is not null
    and stagedoor_film.authority_stands(a)
  union all
  select
    'override', o.id, o.requested_by, coalesce(c.department_id, c.project_id),
    o.authorized_at,
    format('%s at %s and below, %s %s', o.status, c.code,
      case when o.ends_at <= stagedoor.instant() then 'over since' else 'until' end,
      to_json(o.ends_at) #>> '{}'),
    case when o.ends_at <= stagedoor.instant() then 'expire_overrides'
      else 'revoke_override' end
  from public.emergency_overrides as o
  join public.cost_codes as c on c.id = o.cost_code_id
  where o.project_id = p_project_id and o.status in ('Granted', 'Active')
  order by 5, 2
$$;

comment on function stagedoor_film.drifting is
'What was given for a while in a production and has not ended (F39).

Asked behind a guard.';

create function stagedoor_film.find_access_drift(p_project_id uuid)
returns table (
  kind text, id uuid, user_id uuid, scope_id uuid, since timestamptz, why text,
  remedy text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Asks what a request may not: what was given to anybody.
begin
  perform stagedoor_film.enforce_production('access:view', p_project_id);
  return query select d.* from stagedoor_film.drifting(p_project_id) as d;
end;
$$;

comment on function stagedoor_film.find_access_drift is
'Implementation of public.find_access_drift.';

-- Privileges.

revoke all on function
  stagedoor_film.drifting,
  stagedoor_film.find_access_drift
from public, anon, authenticated, service_role;
grant execute on function stagedoor_film.find_access_drift to authenticated;
