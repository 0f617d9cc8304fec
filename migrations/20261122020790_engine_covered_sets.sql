-- Covered sets: the scopes in which a user holds a key, computed as a set.

create function stagedoor.scopes_granting(p_permission_key text, p_is_own boolean)
returns uuid[]
language plpgsql
stable
parallel safe
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
-- Reads the caller's accesses and the scopes below them, more than a request may see.
declare
  -- The bits of stagedoor.grant_targets.
  c_deny     constant integer := 1;
  c_allow    constant integer := 2;
  c_own      constant integer := 4;
  c_locked   constant integer := 8;
  c_step_up  constant integer := 16;
  c_policies constant integer := 15;  -- deny, allow, own, locked
  c_above    constant integer := 975;  -- the same, and those for assigned projects only
  v_user_id  pg_catalog.uuid := stagedoor.caller_id();
  v_now      pg_catalog.timestamptz := stagedoor.instant();
  v_held     pg_catalog.record;
  v_effects  integer := 0;
  v_is_plain boolean := true;
  v_is_delegated boolean;
  v_groups   integer := 0;
  v_projects pg_catalog.uuid[] := '{}';
  v_tops     pg_catalog.uuid[] := '{}';
  v_covered  pg_catalog.uuid[];
  v_denied   pg_catalog.uuid[];
  v_taken    pg_catalog.uuid[];
begin
  if v_user_id is null or not stagedoor.account_is_live(v_user_id) then
    return '{}';
  end if;

  -- First the effects of the grants, by kind of scope. Common case: the key is held as
  -- allow, at projects or at organizations, without another effect.
  for v_held in
    select m.scope_type, m.scope_ids, (t.key_bits -> p_permission_key)::integer as bits
    from (
      select a.grant_id, a.scope_type, array_agg(a.scope_id) as scope_ids
      from stagedoor.user_accesses as a
      where a.user_id = v_user_id
        and a.status = 'Active'
        and a.delegated_from is null
        -- stagedoor.live_accesses inlined: every policy runs this.
        and (a.valid_from is null or a.valid_from <= v_now)
        and (a.valid_until is null or a.valid_until > v_now)
      group by a.grant_id, a.scope_type
    ) as m
    join stagedoor.grant_targets as t on t.id = m.grant_id
    where t.key_bits ? p_permission_key
  loop
    v_effects := v_effects | v_held.bits;
    if v_held.scope_type = 'project' and v_held.bits & c_policies = c_allow then
      v_projects := v_projects || v_held.scope_ids;
      v_groups := v_groups + 1;
    elsif v_held.scope_type = 'organization'
      and v_held.bits >> 16 & c_above = c_allow
    then
      v_tops := v_tops || v_held.scope_ids;
    else
      v_is_plain := false;
    end if;
  end loop;

  v_is_delegated := exists (
    select
    from stagedoor.user_accesses as a
    where a.user_id = v_user_id and a.status = 'Active' and a.delegated_from is not null
  );
  if (v_effects = 0 and not v_is_delegated) or (p_is_own and v_effects & c_own = 0) then
    return '{}';
  end if;

  if (v_effects & c_step_up <> 0 or v_is_delegated)
    and stagedoor.session_aal() <> 'aal2' and exists (
    select from stagedoor.permissions as p
    where p.permission_key = p_permission_key and p.requires_aal2
  ) then
    return '{}';
  end if;

  if v_is_plain and not v_is_delegated then
    return stagedoor.open_projects(v_projects, v_tops, v_groups > 1, p_permission_key);
  end if;

  if v_effects & c_deny <> 0 then
    v_denied := array(
      select h.covered_id
      from stagedoor.covered_scopes(v_user_id, p_permission_key, 'deny', 'roots') as h
    );
  end if;

  v_covered := array(
    select a.covered_id
    from stagedoor.covered_scopes(
      v_user_id, p_permission_key, 'allow',
      case when p_is_own then 'roots' else 'topmost' end) as a
    where v_effects & c_allow <> 0
    union
    select l.covered_id
    from stagedoor.covered_scopes(v_user_id, p_permission_key, 'locked', 'all') as l
    join stagedoor.scopes as s on s.id = l.covered_id
    where v_effects & c_locked <> 0 and exists (
      select
      from stagedoor.elevated_scopes(v_user_id, stagedoor.session_id()) as e
      where e.scope_id = any (s.path)
    )
    union
    select s.id
    from stagedoor.covered_scopes(v_user_id, p_permission_key, 'delegated', 'all') as s (id)
    where v_is_delegated
      and stagedoor.is_delegated_to(v_user_id, p_permission_key, s.id)
  );

  if p_is_own then
    v_taken := v_covered;
    v_covered := array(
      select distinct h.covered_id
      from stagedoor.covered_scopes(
        v_user_id, p_permission_key, 'own',
        case when v_is_delegated then 'all' else 'topmost' end) as h
      -- A delegation ends where its delegator is denied, which may be below.
      where not v_is_delegated or not stagedoor.can(p_permission_key, h.covered_id)
    );
    if v_is_delegated then
      v_taken := null;
    end if;
  end if;
  return stagedoor.topmost_scopes(v_covered, v_denied, v_taken);
end;
$$;

comment on function stagedoor.scopes_granting is
'The set behind scopes_with and scopes_with_own, over all projects.';

create function stagedoor.open_projects(
  p_project_ids      uuid[],
  p_organization_ids uuid[],
  p_has_twice        boolean,
  p_permission_key   text
)
returns uuid[]
language plpgsql
stable
parallel safe
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
-- Reads scopes, of which a request sees its own part only.
begin
  -- Looked up only where a project may be archived.
  if p_organization_ids <> '{}' and stagedoor.counts_when_archived(p_permission_key) then
    return array(
      select s.id from stagedoor.scopes as s
      where s.organization_id = any (p_organization_ids) and s.scope_type = 'project'
      union
      select unnest(p_project_ids)
    );
  elsif p_organization_ids <> '{}' then
    return array(
      select s.id from stagedoor.scopes as s
      where s.organization_id = any (p_organization_ids)
        and s.scope_type = 'project'
        and not s.is_archived
      union
      select s.id from stagedoor.scopes as s
      where s.id = any (p_project_ids) and not s.is_archived
    );
  elsif exists (
    select from stagedoor.scopes as s where s.id = any (p_project_ids) and s.is_archived
  ) and not stagedoor.counts_when_archived(p_permission_key) then
    return array(
      select s.id from stagedoor.scopes as s
      where s.id = any (p_project_ids) and not s.is_archived
    );
  elsif p_has_twice then
    return array(select distinct unnest(p_project_ids));
  end if;
  return p_project_ids;
end;
$$;

comment on function stagedoor.open_projects is
'Projects, and those of organizations, that are not archived, each once.

p_has_twice: a project may stand in the array more than once. Archived ones stay where the
key counts in them.';

create function stagedoor.covered_scopes(
  p_user_id uuid, p_permission_key text, p_policy text, p_detail text
)
returns table (covered_id uuid)
language plpgsql
stable
parallel safe
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
-- Reads accesses and scopes, of which a request sees its own part only.
declare
  v_policy pg_catalog.text := case p_policy when 'delegated' then 'allow' else p_policy end;
  v_closed boolean := stagedoor.counts_when_archived(p_permission_key);
  v_held   pg_catalog.record;
begin
  for v_held in
    select
      at.project_id is null as is_above,
      at.scope_type = 'project' as is_project,
      at.parent_id is null as is_top,
      at.project_id is null
        and v_policy || ' ' || p_permission_key = any (t.assigned_only) as is_narrow,
      array_agg(distinct a.scope_id) as scope_ids
    from stagedoor.live_accesses as a
    join stagedoor.grant_targets as t on t.id = a.grant_id
    join stagedoor.scopes as at on at.id = a.scope_id
    where a.user_id = p_user_id
      and (a.delegated_from is not null) = (p_policy = 'delegated')
      and p_permission_key = any (case v_policy
        when 'allow' then t.allow_keys
        when 'own' then t.own_keys
        when 'locked' then t.locked_keys
        else t.deny_keys
      end)
      and (v_closed or not at.is_archived)
    group by 1, 2, 3, 4
  loop
    if v_held.is_narrow then
      -- From above, an :assigned key covers the projects that the user works in.
      return query
      select s.id
      from stagedoor.live_accesses as mine
      join stagedoor.scopes as mine_at on mine_at.id = mine.scope_id
      join stagedoor.scopes as s on s.project_id = mine_at.project_id
      where mine.user_id = p_user_id
        and mine.delegated_from is null
        and mine_at.path && v_held.scope_ids
        and (p_detail = 'all' or s.id = s.project_id)
        and (v_closed or not s.is_archived);

    elsif p_detail = 'roots' then
      return query select unnest(v_held.scope_ids);

    elsif not v_held.is_above then
      -- A project or department covers itself and the scopes below it.
      return query
      select s.id
      from stagedoor.scopes as s
      where s.id = any (v_held.scope_ids) and (v_closed or not s.is_archived);

      if p_detail = 'all' or not v_held.is_project then
        return query
        select s.id
        from stagedoor.scopes as at
        join stagedoor.scopes as s on s.project_id = at.project_id
        where at.id = any (v_held.scope_ids)
          and at.id = any (s.path)
          and s.id <> all (v_held.scope_ids)
          and (v_closed or not s.is_archived);
      end if;

    elsif v_held.is_top then
      -- Every project of an organization, from one index; then the scopes below them.
      return query
      select s.id
      from stagedoor.scopes as s
      where s.organization_id = any (v_held.scope_ids)
        and s.scope_type = 'project'
        and (v_closed or not s.is_archived);

      if p_detail = 'all' then
        return query
        select s.id
        from stagedoor.scopes as s
        where s.organization_id = any (v_held.scope_ids)
          and s.project_id <> s.id
          and (v_closed or not s.is_archived);
      end if;

    else
      return query
      select s.id
      from stagedoor.scopes as s
      where s.path && v_held.scope_ids
        and (s.project_id = s.id or (p_detail = 'all' and s.project_id is not null))
        and (v_closed or not s.is_archived);
    end if;
  end loop;
end;
$$;

comment on function stagedoor.covered_scopes is
'Projects and departments that accesses of one policy cover (F2, F93).

p_policy: allow, own, locked, deny, or delegated for delegations. p_detail: all; topmost,
which names departments only where they are held on their own; or roots, the topmost scopes
of the covered trees.';

create function stagedoor.topmost_scopes(
  p_covered uuid[], p_denied uuid[], p_taken uuid[] default null
)
returns uuid[]
language plpgsql
stable
parallel safe
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
-- Reads scopes, of which a request sees its own part only.
begin
  return coalesce((
    with open as materialized (
      select s.id, s.project_id
      from stagedoor.scopes as s
      where s.id = any (p_covered)
        and (p_denied is null or not s.path && p_denied)
        and (p_taken is null or not s.path && p_taken)
    )
    select array_agg(o.id)
    from open as o
    -- A department is named only where its project is not.
    where o.id = o.project_id
      or not exists (select from open as p where p.id = o.project_id)
  ), '{}');
end;
$$;

comment on function stagedoor.topmost_scopes is
'The covered scopes, less the denied and withdrawn ones and all below.

A department is named only where its project is not.';

create function stagedoor.departments_granting(
  p_permission_key text, p_project_id uuid, p_is_own boolean
)
returns uuid[]
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Reads the caller's accesses and the scopes below them, more than a request may see.
declare
  v_user_id pg_catalog.uuid := stagedoor.caller_id();
begin
  return array(
    select s.id
    from stagedoor.scopes as s
    where s.project_id = p_project_id
      and s.id <> p_project_id
      and exists (
        select from stagedoor.user_accesses as a
        where a.user_id = v_user_id and a.scope_id = any (s.path)
      )
      and stagedoor.can(p_permission_key, s.id, case when p_is_own then v_user_id end)
      and not (p_is_own and stagedoor.can(p_permission_key, s.id))
  );
end;
$$;

comment on function stagedoor.departments_granting is
'Departments of a project in which the caller holds a key.';

-- Privileges. For definers only.

revoke all on function
  stagedoor.scopes_granting,
  stagedoor.open_projects,
  stagedoor.covered_scopes,
  stagedoor.topmost_scopes,
  stagedoor.departments_granting
from public, anon, authenticated, service_role;
