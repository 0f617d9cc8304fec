-- Applicable grants: every access that applies to a key at a scope, live or not.

create function stagedoor.is_assigned(
  p_user_id uuid, p_project_id uuid
)
returns boolean
language plpgsql
stable
parallel safe
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
-- Reads user_accesses, of which a request sees its own part only.
begin
  return exists (
    select
    from stagedoor.scopes as s
    join stagedoor.live_accesses as a on a.scope_id = s.id
    where s.project_id = p_project_id
      and a.user_id = p_user_id
      and a.delegated_from is null
  );
end;
$$;

comment on function stagedoor.is_assigned is
'Whether a user has a live access of their own in a project (F2).

Or in a department of it. Delegations to them do not count.';

create function stagedoor.is_member(p_user_id uuid, p_scope_id uuid)
returns boolean
language plpgsql
stable
parallel safe
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
-- Reads user_accesses and invitations, of which a request sees its own part only.
declare
  c_nowhere constant pg_catalog.uuid := '00000000-0000-0000-0000-000000000000';
  v_path    pg_catalog.uuid[];
begin
  -- A scope that does not exist takes the way of a foreign project: two places are looked
  -- at.
  select s.path into v_path from stagedoor.scopes as s where s.id = p_scope_id;
  v_path := coalesce(v_path, array[coalesce(p_scope_id, c_nowhere), c_nowhere]);
  return exists (
    select
    from (select p_user_id as user_id, unnest(v_path) as scope_id) as along
    join stagedoor.user_accesses as a
      on a.user_id = along.user_id and a.scope_id = along.scope_id
  )
  or exists (
    select
    from stagedoor.user_accesses as a
    join stagedoor.scopes as s on s.id = a.scope_id
    where a.user_id = p_user_id and p_scope_id = any (s.path)
  )
  or exists (
    select
    from stagedoor.invitations as i
    join stagedoor.user_accesses as a on a.id = i.access_id
    join stagedoor.scopes as invited on invited.id = a.scope_id
    where i.email = stagedoor.confirmed_email(p_user_id)
      and a.user_id is null
      and a.status = 'Invited'
      and (a.scope_id = any (v_path) or p_scope_id = any (invited.path))
  );
end;
$$;

comment on function stagedoor.is_member is
'Whether a user has an access of any status at or near a scope.

At it, above it or below it. An invitation to a confirmed address counts.';

create function stagedoor.works_at(p_user_id uuid, p_scope_id uuid)
returns boolean
language plpgsql
stable
parallel safe
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
-- Reads user_accesses, of which a request sees its own part only.
declare
  c_nowhere constant pg_catalog.uuid := '00000000-0000-0000-0000-000000000000';
  v_path    pg_catalog.uuid[];
begin
  -- As is_member() does, for a scope that does not exist.
  select s.path into v_path from stagedoor.scopes as s where s.id = p_scope_id;
  v_path := coalesce(v_path, array[coalesce(p_scope_id, c_nowhere), c_nowhere]);
  return stagedoor.account_is_live(p_user_id) and (
    exists (
      select
      from (select p_user_id as user_id, unnest(v_path) as scope_id) as along
      join stagedoor.live_accesses as a
        on a.user_id = along.user_id and a.scope_id = along.scope_id
    )
    -- Accesses below come last: a user may have many.
    or exists (
      select
      from stagedoor.live_accesses as a
      join stagedoor.scopes as at on at.id = a.scope_id
      where a.user_id = p_user_id
        and p_scope_id = any (at.path)
    )
  );
end;
$$;

comment on function stagedoor.works_at is
'Whether a user has a live access at a scope, above it or below it.

A user who has left, or is banned, remains a member but learns nothing of the tenant.';

create function stagedoor.delegation_standing(
  p_access_id uuid, p_permission_key text, p_scope_id uuid
)
returns table (state text, horizon timestamptz)
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Reads the delegator's accesses, which the delegate may not see. A delegation ends with
-- its source: it counts while the source is live and grants the key, and its delegator
-- holds the key.
declare
  v_now pg_catalog.timestamptz := stagedoor.instant();
  v_source      pg_catalog.record;
  v_scope       stagedoor.scopes;
  v_is_assigned boolean;
begin
  select
    p.permission_key as key,
    source.id, source.user_id, source.delegated_from, source.valid_from, source.valid_until,
    stagedoor.access_state(source.status, source.valid_from, source.valid_until, v_now)
      as state,
    source.scope_id,
    p.permission_key = any (t.allow_keys) as is_granted,
    'allow ' || p.permission_key = any (t.assigned_only)
      and at.project_id is null as is_narrow,
    array[p.permission_key, p_permission_key] && t.deny_keys as denies,
    array['deny ' || p.permission_key, 'deny ' || p_permission_key] && t.assigned_only
      and at.project_id is null as denies_narrowly
  into v_source
  from stagedoor.user_accesses as a
  join stagedoor.permissions as p on p.id = a.grant_id
  join stagedoor.user_accesses as source on source.id = a.delegated_from
  join stagedoor.grant_targets as t on t.id = source.grant_id
  join stagedoor.scopes as at on at.id = source.scope_id
  where a.id = p_access_id;

  select s.* into v_scope from stagedoor.scopes as s where s.id = p_scope_id;

  -- A key that the delegator would not hold even if every access were live is withdrawn,
  -- not awaited.
  v_is_assigned := v_scope.project_id is not null
    and stagedoor.is_assigned(v_source.user_id, v_scope.project_id);
  if not v_source.is_granted
    -- The scope may have moved away from the source.
    or v_source.scope_id <> all (v_scope.path)
    or (v_source.is_narrow and not v_is_assigned)
    or (v_source.denies and (v_is_assigned or not v_source.denies_narrowly))
    or not stagedoor.account_is_live(v_source.user_id)
    or stagedoor.is_denied(v_source.user_id, v_source.key, p_scope_id)
    or stagedoor.is_denied(v_source.user_id, p_permission_key, p_scope_id)
  then
    state := 'withdrawn';
    return next;
    return;
  end if;

  if v_source.delegated_from is not null then
    select d.state, d.horizon into state, horizon
    from stagedoor.delegation_standing(v_source.id, p_permission_key, p_scope_id) as d;
  end if;
  if state is distinct from 'withdrawn' and v_source.state <> 'live' then
    state := v_source.state;
    horizon := case when state = 'not_yet_valid' then v_source.valid_from end;
  elsif state is null or state = 'live' then
    state := 'live';
    horizon := least(horizon, v_source.valid_until);
  end if;
  return next;
end;
$$;

comment on function stagedoor.delegation_standing is
'The state of a delegation for a key: it ends with its source (F20).

state: live, or the reason why it does not count; withdrawn: the delegator does not hold the
key there. horizon: when the state could change.';

create function stagedoor.applicable_grants(
  p_user_id uuid, p_permission_key text, p_scope_id uuid
)
returns table (
  access_id uuid, permission_key text, policy text, state text, via text, held_at uuid,
  valid_from timestamptz, valid_until timestamptz, is_delegated boolean
)
language plpgsql
stable
parallel safe
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
-- Reads the accesses of every user. Asked by definers only, which check what the caller may
-- ask.
declare
  v_now pg_catalog.timestamptz := stagedoor.instant();
  v_path        pg_catalog.uuid[];
  v_project_id  pg_catalog.uuid;
  v_is_assigned boolean;
begin
  select s.path, s.project_id into v_path, v_project_id
  from stagedoor.scopes as s
  where s.id = p_scope_id;
  v_is_assigned := v_project_id is not null
    and stagedoor.is_assigned(p_user_id, v_project_id);

  return query
  with seen as (
    select a.*
    from (select p_user_id as user_id, unnest(v_path) as scope_id) as along
    join stagedoor.user_accesses as a
      on a.user_id = along.user_id and a.scope_id = along.scope_id
    union all
    -- An invitation applies to the user who has confirmed its address.
    select a.*
    from stagedoor.invitations as i
    join stagedoor.user_accesses as a on a.id = i.access_id
    where i.email = stagedoor.confirmed_email(p_user_id)
      and a.user_id is null
      and a.status = 'Invited'
      and a.scope_id = any (v_path)
  ),
  granted as (
    select a.*, t.assigned_only, c.policy, c.key
    from seen as a
    join stagedoor.grant_targets as t on t.id = a.grant_id
    cross join lateral (
      select 'allow', k from unnest(t.allow_keys) as k
      union all select 'own', k from unnest(t.own_keys) as k
      union all select 'locked', k from unnest(t.locked_keys) as k
      union all select 'deny', k from unnest(t.deny_keys) as k
    ) as c (policy, key)
    where p_permission_key is null or c.key = p_permission_key
  ),
  reaching as (
    select c.*, at.project_id as held_in_project
    from granted as c
    join stagedoor.scopes as at on at.id = c.scope_id
    where at.project_id is not null
      or v_is_assigned
      or c.policy || ' ' || c.key <> all (c.assigned_only)
  ),
  standing as (
    select r.*, own.state as own_state, d.state as delegated_state, d.horizon
    from reaching as r
    cross join lateral (
      select stagedoor.access_state(r.status, r.valid_from, r.valid_until, v_now) as state
    ) as own
    left join lateral stagedoor.delegation_standing(r.id, r.key, p_scope_id) as d
      on r.delegated_from is not null
  )
  select
    s.id,
    s.key,
    s.policy,
    case when s.own_state = 'live' then coalesce(s.delegated_state, 'live')
      else s.own_state end,
    case
      when s.delegated_from is not null then 'delegation'
      when s.grant_type = 'permission' then 'permission'
      else 'role:' || (
        select r.role_key from stagedoor.permission_roles as r where r.id = s.grant_id)
    end,
    s.scope_id,
    s.valid_from,
    least(s.valid_until, case when s.delegated_state = 'live' then s.horizon end),
    s.delegated_from is not null
  from standing as s
  where s.delegated_state is distinct from 'withdrawn';
end;
$$;

comment on function stagedoor.applicable_grants is
'Every access that applies to a key at a scope, live or not.

A decision is folded from these. A null key asks for all keys. state: live, invited,
not_yet_valid, expired, revoked; via: role:<key>, permission or delegation (F96).';

create function stagedoor.is_denied(
  p_user_id uuid, p_permission_key text, p_scope_id uuid, p_or_later boolean default false
)
returns boolean
language plpgsql
stable
parallel safe
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
-- Reads the accesses of every user. Asked by definers only.
declare
  v_now pg_catalog.timestamptz := stagedoor.instant();
begin
  return exists (
    select
    from stagedoor.scopes as asked
    cross join lateral (
      select p_user_id as user_id, unnest(asked.path) as scope_id
    ) as along
    join stagedoor.user_accesses as a
      on a.user_id = along.user_id and a.scope_id = along.scope_id
    join stagedoor.grant_targets as t on t.id = a.grant_id
    where asked.id = p_scope_id
      -- stagedoor.open_accesses inlined: a decision asks it.
      and a.status = 'Active'
      and a.delegated_from is null
      and (p_or_later or a.valid_from is null or a.valid_from <= v_now)
      and (a.valid_until is null or a.valid_until > v_now)
      and p_permission_key = any (t.deny_keys)
      -- With the reach of can(): granted at the project or below it, or for any project.
      and (
        a.scope_id = any (asked.path[array_position(asked.path, asked.project_id):])
        or 'deny ' || p_permission_key <> all (t.assigned_only)
        or stagedoor.is_assigned(p_user_id, asked.project_id)
      )
  );
end;
$$;

comment on function stagedoor.is_denied is
'Whether a live access of a user denies a key at a scope (F50).

p_or_later: or one that has not begun yet.';

create function stagedoor.counts_when_archived(p_permission_key text)
returns boolean
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Reads the catalogue, which anon may not.
begin
  return exists (
    select
    from stagedoor.permissions as p
    where p.permission_key = p_permission_key and p.counts_when_archived
  );
end;
$$;

comment on function stagedoor.counts_when_archived is
'Whether a key counts in an archived scope, too.';

create function stagedoor.next_change_elsewhere(
  p_user_id uuid, p_permission_key text, p_scope_id uuid
)
returns timestamptz
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Reads the accesses of every user. Asked by definers only.
begin
  return (
    with recursive asked as (
      select s.path, s.project_id from stagedoor.scopes as s where s.id = p_scope_id
    ),
    delegators (user_id, delegated_from) as (
      select source.user_id, source.delegated_from
      from asked
      join stagedoor.user_accesses as a on a.scope_id = any (asked.path)
      join stagedoor.user_accesses as source on source.id = a.delegated_from
      where a.user_id = p_user_id and a.status = 'Active'
      union
      select source.user_id, source.delegated_from
      from delegators as l
      join stagedoor.user_accesses as source on source.id = l.delegated_from
    ),
    -- The users whose other accesses matter: delegators, and holders of an :assigned key
    -- from above, which reaches the project only while they work in it.
    people as (
      select l.user_id from delegators as l
      union
      select p_user_id
      from asked
      join stagedoor.user_accesses as a on a.scope_id = any (asked.path)
      join stagedoor.scopes as at on at.id = a.scope_id
      join stagedoor.grant_targets as t on t.id = a.grant_id
      where a.user_id = p_user_id
        and a.status = 'Active'
        and at.project_id is null
        and t.assigned_only <> '{}'
        and (p_permission_key is null or t.assigned_only && array[
          'deny ' || p_permission_key, 'allow ' || p_permission_key,
          'own ' || p_permission_key, 'locked ' || p_permission_key])
    ),
    edges as (
      select unnest(array[a.valid_from, a.valid_until]) as moment
      from people as p
      join stagedoor.user_accesses as a on a.user_id = p.user_id and a.status = 'Active'
      join stagedoor.scopes as at on at.id = a.scope_id
      cross join asked
      where at.project_id = asked.project_id or a.scope_id = any (asked.path)
      union all
      select stagedoor.banned_until(l.user_id) from delegators as l
    )
    select min(e.moment) from edges as e where e.moment > stagedoor.instant()
  );
end;
$$;

comment on function stagedoor.next_change_elsewhere is
'When accesses without the key itself could change a decision about it.

Those of its delegators, and the user''s own in a project that an :assigned key reaches from
above. The earliest moment; a null key asks for all keys (F114).';

create function stagedoor.is_delegated_to(
  p_user_id uuid, p_permission_key text, p_scope_id uuid
)
returns boolean
language plpgsql
stable
parallel safe
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
-- Reads accesses and those that they are delegated from. Asked by definers only.
begin
  return exists (
    select
    from stagedoor.scopes as asked
    join stagedoor.live_accesses as a on a.scope_id = any (asked.path)
    join stagedoor.scopes as at on at.id = a.scope_id
    join stagedoor.grant_targets as t on t.id = a.grant_id
    cross join lateral stagedoor.delegation_standing(
      a.id, p_permission_key, p_scope_id) as d
    where asked.id = p_scope_id
      and a.user_id = p_user_id
      and a.delegated_from is not null
      and p_permission_key = any (t.allow_keys)
      and (
        at.project_id is not null
        or 'allow ' || p_permission_key <> all (t.assigned_only)
        or stagedoor.is_assigned(p_user_id, asked.project_id)
      )
      and d.state = 'live'
  );
end;
$$;

comment on function stagedoor.is_delegated_to is
'Whether a live delegation grants a key to a user at a scope (F20).';

-- Privileges. For definers only.

revoke all on function
  stagedoor.is_assigned,
  stagedoor.is_member,
  stagedoor.works_at,
  stagedoor.delegation_standing,
  stagedoor.applicable_grants,
  stagedoor.is_denied,
  stagedoor.counts_when_archived,
  stagedoor.next_change_elsewhere,
  stagedoor.is_delegated_to
from public, anon, authenticated, service_role;
