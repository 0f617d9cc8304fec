-- Cost access: read, approve or denied, for one code or for all of a production.
--
-- An access whose role is bound says what the policies of that role say and nothing more.
-- Any other access says what its keys say. The best of them holds (F28 to F32).

create function stagedoor_film.bound_roles(p_project_id uuid, p_access_id uuid)
returns uuid[]
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads accesses and policies that a request may not see. What is delegated is bound as
-- what it is delegated from.
begin
  return (
    with recursive source as (
      select a.grant_id, a.delegated_from
      from stagedoor.user_accesses as a
      where a.id = p_access_id
      union all
      select a.grant_id, a.delegated_from
      from source as s
      join stagedoor.user_accesses as a on a.id = s.delegated_from
    )
    select array(
      select distinct role.id
      from source as s
      cross join lateral (
        select s.grant_id
        union all
        select i.included_role_id
        from stagedoor.role_includes as i
        where i.permission_role_id = s.grant_id
      ) as role (id)
      where s.delegated_from is null
        and exists (
          select from public.cost_policies as p
          where p.permission_role_id = role.id
            and (p.project_id = p_project_id or p.project_id is null)
        )
    )
  );
end;
$$;

comment on function stagedoor_film.bound_roles is
'The roles by which an access is bound in a production.

Empty where it is not. Its own role or one that this includes; of a delegation, those of
the access that it comes from.';

create function stagedoor_film.standing(p_user_id uuid, p_project_id uuid, p_scope_id uuid)
returns table (
  is_free boolean, bound_role_ids uuid[], may_sign boolean, is_reader boolean,
  valid_until timestamptz
)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the accesses of anybody. Asked by definers only, which check who asks about whom.
declare
  v_is_me   boolean := p_user_id is not distinct from stagedoor.caller_id();
  v_session pg_catalog.uuid := case when v_is_me then stagedoor.session_id() end;
  v_aal     pg_catalog.text := case
    when v_is_me then stagedoor.session_aal() else 'aal1' end;
begin
  return query
  with asked as (
    select k.key, d.*
    from unnest(array['cost:approve', 'transaction:approve', 'budget:view:assigned'])
      as k (key)
    cross join lateral stagedoor.decide(
      p_user_id, k.key, p_scope_id, null, v_session, v_aal, not v_is_me) as d
  ),
  held as (
    select
      c.permission_key as key, c.access_id,
      stagedoor_film.bound_roles(p_project_id, c.access_id) as role_ids
    from asked as q
    cross join lateral stagedoor.applicable_grants(p_user_id, q.key, p_scope_id) as c
    where c.state = 'live'
      and (c.policy = 'allow' or (c.policy = 'locked' and q.reason = 'elevated'))
      -- Of a key that is denied only the bond stays.
      and (q.allowed
        or (q.key = 'cost:approve' and q.reason in ('denied', 'needs_aal2')))
  ),
  signing as (
    select h.* from held as h where h.key = 'cost:approve' and h.role_ids <> '{}'
  )
  select
    exists (
      select from held as h
      join asked as q on q.key = h.key and q.allowed
      where h.key <> 'budget:view:assigned' and h.role_ids = '{}'
    ),
    array(select distinct unnest(s.role_ids) from signing as s),
    coalesce((select q.allowed from asked as q where q.key = 'cost:approve'), false),
    exists (
      select from held as h
      where h.key = 'budget:view:assigned'
        and h.access_id not in (select s.access_id from signing as s)
    ),
    (select min(q.valid_until) from asked as q);
end;
$$;

comment on function stagedoor_film.standing is
'What somebody brings to the costs of a scope.

is_free: signs or posts by an access that is bound by no policy; bound_role_ids: the roles
that bind the others that sign; may_sign: whether cost:approve is held; is_reader: sees
budgets by an access that is not bound.';

create function stagedoor_film.policy_for(
  p_cost_code public.cost_codes, p_role_id uuid, p_union_agreement_id uuid, p_phase text
)
returns public.cost_policies
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads policies and the chart, of which a request sees its own part only.
begin
  return (
    select p
    from public.cost_policies as p
    left join lateral (
      select max(array_position(p_cost_code.path, c.id)) as depth
      from public.cost_codes as c
      where c.id = any (p_cost_code.path) and c.prefix = p.prefix
    ) as along on true
    where p.permission_role_id = p_role_id
      and (p.project_id = p_cost_code.project_id or p.project_id is null)
      and p.category = p_cost_code.category
      and (p.prefix is null or along.depth is not null)
      and (p.union_agreement_id is null or exists (
        select
        from public.union_agreements as named
        join public.union_agreements as asked on asked.code = named.code
        where named.id = p.union_agreement_id and asked.id = p_union_agreement_id))
      and (p.phase is null or p.phase = p_phase)
    order by
      p.project_id is null, along.depth desc nulls last, p.union_agreement_id is null,
      p.phase is null
    limit 1
  );
end;
$$;

comment on function stagedoor_film.policy_for is
'The policy of a role for a code, an agreement and a phase (F31).

The most specific one: a production''s own, then the nearest prefix, then the agreement,
then the phase. Null: there is none, and the code is denied.';

create function stagedoor_film.bound_level(
  p_cost_code public.cost_codes, p_role_ids uuid[], p_union_agreement_id uuid, p_phase text
)
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads policies, of which a request sees its own part only.
begin
  return (
    select coalesce((
      select l.level
      from unnest(p_role_ids) as r (id)
      cross join lateral stagedoor_film.policy_for(
        p_cost_code, r.id, p_union_agreement_id, p_phase) as p
      cross join lateral (
        select case
          when p.category = 'above_line' and p.requires_guild_approval then 'read'
          when p.category = 'below_line' and p.allows_line_producer_edit then 'approve'
          else 'denied'
        end
      ) as l (level)
      order by array_position(array['approve', 'read', 'denied'], l.level)
      limit 1
    ), 'denied')
  );
end;
$$;

comment on function stagedoor_film.bound_level is
'What the policies of bound roles say about a code (F32).

The best of them; denied where there is none.';

create function stagedoor_film.plain_levels(
  p_user_id uuid, p_project_id uuid, p_cost_code_id uuid default null
)
returns table (cost_code_id uuid, level text, valid_until timestamptz)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the accesses of anybody. Asked by definers only, which check who asks about whom.
begin
  return query
  with codes as (
    select c as cost_code, c.id, c.department_id, c.union_agreement_id
    from public.cost_codes as c
    where c.project_id = p_project_id and (p_cost_code_id is null or c.id = p_cost_code_id)
  ),
  -- What holds for the production holds for a department, unless something is held there.
  places as (
    select p_project_id as scope_id
    union
    select s.id
    from stagedoor.scopes as s
    where s.id in (select c.department_id from codes as c)
      and (s.is_archived or exists (
        select from stagedoor.user_accesses as a
        where a.user_id = p_user_id and a.scope_id = s.id and a.status = 'Active'
      ) or exists (
        -- What is delegated ends where its delegator is denied, which may be there.
        select from stagedoor.user_accesses as a
        where a.user_id = p_user_id and a.delegated_from is not null
          and a.status = 'Active' and a.scope_id = any (s.path)
      ))
  ),
  standings as materialized (
    select p.scope_id, t.*
    from places as p
    cross join lateral stagedoor_film.standing(p_user_id, p_project_id, p.scope_id) as t
  )
  select
    c.id,
    case
      when t.is_free then 'approve'
      else (
        select l.level
        from (
          select case b.level
            when 'approve' then case when t.may_sign then 'approve' else 'read' end
            else b.level
          end
          from (
            select stagedoor_film.bound_level(
              c.cost_code, t.bound_role_ids, c.union_agreement_id,
              stagedoor_film.phase_of(p_project_id))
          ) as b (level)
          where t.bound_role_ids <> '{}'
          union all
          select 'read' where t.is_reader
          union all
          select 'denied'
        ) as l (level)
        order by array_position(array['approve', 'read', 'denied'], l.level)
        limit 1
      )
    end,
    t.valid_until
  from codes as c
  join standings as t on t.scope_id = coalesce(
    (select p.scope_id from places as p where p.scope_id = c.department_id), p_project_id);
end;
$$;

comment on function stagedoor_film.plain_levels is
'What somebody may do with codes by what they hold.

Of a production, or of one code. level: approve, read or denied (F29, F32). An emergency
override lifts it: code_levels.';

create function stagedoor_film.codes_with_write(p_permission_key text)
returns uuid[]
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the chart and the accesses of the caller, more than a request may see.
declare
  v_user_id pg_catalog.uuid := stagedoor.caller_id();
  v_scopes  pg_catalog.uuid[] := stagedoor.scopes_with(p_permission_key);
  v_shut    pg_catalog.uuid[];
begin
  if v_scopes = '{}' then
    return '{}';
  end if;
  v_shut := stagedoor.scopes_without(p_permission_key);
  return array(
    select c.id
    from (
      select distinct s.project_id
      from stagedoor.scopes as s
      join public.productions as p on p.project_id = s.project_id
      where s.id = any (v_scopes)
    ) as within
    cross join lateral stagedoor_film.code_levels(v_user_id, within.project_id) as l
    join public.cost_codes as c on c.id = l.cost_code_id
    where l.level = 'approve'
      and (
        (c.project_id = any (v_scopes)
          and (c.department_id is null or c.department_id <> all (v_shut)))
        or c.department_id = any (v_scopes)
      )
  );
end;
$$;

comment on function stagedoor_film.codes_with_write is
'Codes that the caller may write against, holding a key there (F33, F35).

For policies: cost_code_id = any ((select codes_with_write(<key>))::uuid[]). Prefix,
agreement and the phase of this moment decide, as in resolve_cost_access.';

-- Privileges. One of them is asked by policies.

revoke all on function
  stagedoor_film.bound_roles,
  stagedoor_film.standing,
  stagedoor_film.policy_for,
  stagedoor_film.bound_level,
  stagedoor_film.plain_levels,
  stagedoor_film.codes_with_write
from public, anon, authenticated, service_role;
grant execute on function stagedoor_film.codes_with_write to authenticated;
