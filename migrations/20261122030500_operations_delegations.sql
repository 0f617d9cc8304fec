-- Delegation: some permissions of a user, passed on for a while. That a delegation ends
-- with its source is decided at each use, by delegation_standing in
-- engine_applicable_grants.

create function stagedoor.delegation_chain(p_access_id uuid)
returns table (depth integer, holders uuid[])
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads accesses of its delegators, which the delegate may not see.
  with recursive chain (id, user_id, delegated_from, depth) as (
    select a.id, a.user_id, a.delegated_from, 0
    from stagedoor.user_accesses as a
    where a.id = p_access_id
    union all
    select source.id, source.user_id, source.delegated_from, c.depth + 1
    from chain as c
    join stagedoor.user_accesses as source on source.id = c.delegated_from
  )
  select max(c.depth), array_agg(c.user_id) from chain as c
$$;

comment on function stagedoor.delegation_chain is
'How many times an access was delegated on, and its holders on the way.';

create function stagedoor.delegate_access(
  p_user_id uuid,
  p_scope_id uuid,
  p_permission_keys text[],
  p_valid_until timestamptz,
  p_reason text default null
)
returns uuid[]
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes user_accesses, which no request role may.
declare
  v_user_id    pg_catalog.uuid := stagedoor.caller_id();
  v_scope      stagedoor.scopes;
  v_key        pg_catalog.text;
  v_permission stagedoor.permissions;
  v_source     pg_catalog.record;
  v_access     stagedoor.user_accesses;
  v_access_id  pg_catalog.uuid;
  v_access_ids pg_catalog.uuid[] := '{}';
begin
  if coalesce(cardinality(p_permission_keys), 0) not between 1 and 100 then
    raise invalid_parameter_value using message = 'Delegate 1 to 100 permission keys';
  end if;
  if p_valid_until is null then
    raise invalid_parameter_value using message = 'A delegation has an end';
  end if;
  perform stagedoor.check_window(null, p_valid_until);
  perform stagedoor.check_reason(p_reason);
  if p_user_id = v_user_id then
    raise invalid_parameter_value using message = 'Nobody delegates to themselves';
  end if;

  -- A no about the first key also refuses an unknown scope, or another tenant's.
  foreach v_key in array p_permission_keys loop
    if v_key is null or not exists (
      select from stagedoor.permissions as p where p.permission_key = v_key
    ) then
      if not stagedoor.is_member(v_user_id, p_scope_id) then
        perform stagedoor.raise_not_found('Scope');
      end if;
      perform stagedoor.raise_unknown_permission(v_key);
    end if;
    perform stagedoor.enforce(v_key, p_scope_id);
  end loop;
  select s.* into v_scope from stagedoor.scopes as s where s.id = p_scope_id for share;
  if p_user_id is null or not stagedoor.ensure_account(p_user_id) then
    perform stagedoor.raise_not_found('Account');
  end if;

  for v_permission in
    select p.* from stagedoor.permissions as p
    where p.permission_key = any (p_permission_keys)
    order by p.permission_key
  loop
    -- With a key goes all that it implies.
    if exists (
      select
      from stagedoor.grant_targets as t
      join stagedoor.permissions as implied on implied.permission_key = any (t.allow_keys)
      where t.id = v_permission.id and not implied.is_delegable
    ) then
      perform stagedoor.raise_denied(
        v_permission.permission_key, 'It cannot be delegated.');
    end if;

    -- The access that lasts longest becomes the source of the delegation.
    select c.*, chain.depth, chain.holders into v_source
    from stagedoor.applicable_grants(
      v_user_id, v_permission.permission_key, p_scope_id) as c
    cross join lateral stagedoor.delegation_chain(c.access_id) as chain
    where c.state = 'live'
      and c.policy = 'allow'
      and chain.depth < v_permission.max_delegation_depth
    order by coalesce(c.valid_until, 'infinity') desc, c.is_delegated, c.access_id
    limit 1;

    if not found then
      perform stagedoor.raise_denied(
        v_permission.permission_key,
        'Only what one holds as allow, oneself, can be delegated.');
    end if;
    if v_source.valid_until < p_valid_until then
      raise invalid_parameter_value using
        message = 'A delegation ends no later than what it is delegated from',
        detail = json_build_object(
          'permission_key', v_permission.permission_key, 'ends_at', v_source.valid_until);
    end if;
    if p_user_id = any (v_source.holders) then
      raise invalid_parameter_value using
        message = 'A delegation does not come back to somebody who delegated it';
    end if;

    begin
      insert into stagedoor.user_accesses (
        user_id, scope_type, scope_id, grant_type, grant_id, valid_until, granted_by,
        reason, delegated_from
      )
      values (
        p_user_id, v_scope.scope_type, v_scope.id, 'permission', v_permission.id,
        p_valid_until, v_user_id, p_reason, v_source.access_id
      )
      returning id into v_access_id;
    exception
      when exclusion_violation then
        v_access := stagedoor.overlapping_access(
          p_user_id, p_scope_id, v_permission.id, v_source.access_id, null, p_valid_until);
        if not stagedoor.is_same_window(v_access, null, p_valid_until) then
          perform stagedoor.raise_overlap(v_access, 'End it with revoke_access first.');
        end if;
        v_access_id := v_access.id;
    end;
    v_access_ids := v_access_ids || v_access_id;
  end loop;
  return v_access_ids;
end;
$$;

comment on function stagedoor.delegate_access is
'Implementation of public.delegate_access.';

create function stagedoor.list_my_delegations()
returns table (
  access_id uuid, direction text, user_id uuid, fullname_first text, fullname_last text,
  scope_id uuid, scope_name text, permission_key text, valid_from timestamptz,
  valid_until timestamptz, state text, reason text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads both sides of a delegation.
declare
  v_user_id pg_catalog.uuid := stagedoor.caller_id();
  v_now     pg_catalog.timestamptz := stagedoor.instant();
begin
  if v_user_id is null or not stagedoor.account_is_live(v_user_id) then
    return;
  end if;

  return query
  select
    a.id,
    case when a.user_id = v_user_id then 'received' else 'given' end,
    other.id, other.fullname_first, other.fullname_last,
    s.id, s.name, p.permission_key, coalesce(a.valid_from, a.granted_at), a.valid_until,
    case own.state
      when 'live' then (
        select d.state from stagedoor.delegation_standing(
          a.id, p.permission_key, a.scope_id) as d)
      else own.state
    end,
    a.reason
  from stagedoor.user_accesses as a
  join stagedoor.user_accesses as source on source.id = a.delegated_from
  join stagedoor.scopes as s on s.id = a.scope_id
  join stagedoor.permissions as p on p.id = a.grant_id
  join stagedoor.user_accounts as other
    on other.id = case when a.user_id = v_user_id then source.user_id else a.user_id end
  cross join lateral (
    select stagedoor.access_state(a.status, a.valid_from, a.valid_until, v_now)
  ) as own (state)
  where v_user_id in (a.user_id, source.user_id)
  order by a.granted_at desc, a.id;
end;
$$;

comment on function stagedoor.list_my_delegations is
'Implementation of public.list_my_delegations.';

-- Privileges.

revoke all on function
  stagedoor.delegation_chain,
  stagedoor.delegate_access,
  stagedoor.list_my_delegations
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor.delegate_access,
  stagedoor.list_my_delegations
to authenticated;
