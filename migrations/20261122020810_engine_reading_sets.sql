-- Reading sets: the rows of the engine's own tables that the caller may see.

create function stagedoor.every_scope_with(key text)
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
  v_below   pg_catalog.uuid[] := stagedoor.scopes_with(key);
begin
  return array(
    -- Below a project the user or their delegator may be denied, and a department may be
    -- archived.
    select s.id
    from stagedoor.scopes as s
    where s.project_id = any (v_below) and stagedoor.can(key, s.id)
    union
    select s.id from stagedoor.scopes as s where s.id = any (v_below)
    union
    -- Organizations, which the other sets leave out; narrowed requests see none.
    select s.id
    from stagedoor.user_accesses as a
    join stagedoor.scopes as s on s.id = a.scope_id
    where a.user_id = v_user_id
      and a.status = 'Active'
      and s.project_id is null
      and stagedoor.narrowed_project() is null
      and stagedoor.can(key, s.id)
  );
end;
$$;

comment on function stagedoor.every_scope_with is
'Every scope, of any type, in which the caller holds a key.

For the policies of the engine''s own tables.';

create function stagedoor.scopes_listed(
  p_permission_key text, p_scope_id uuid, p_owner_id uuid default null
)
returns uuid[]
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Reads the scopes below one, more than a request may see. Called by definers only, once
-- per call: each department costs a decision.
begin
  return array(
    select s.id
    from stagedoor.scopes as s
    where (s.id = p_scope_id or s.project_id = p_scope_id)
      and stagedoor.can(p_permission_key, s.id, p_owner_id)
  );
end;
$$;

comment on function stagedoor.scopes_listed is
'The scopes whose rows a list of a scope shows to the caller (F24, F93).

The scope itself, and of a project the departments at any depth: each if can() allows it.
A key that is held at a project may be denied, or its department archived, below. The list
of an organization is its own.';

create function stagedoor.live_caller()
returns uuid
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Reads auth.users through live_accounts.
begin
  return (select a.id from stagedoor.live_accounts as a where a.id = stagedoor.caller_id());
end;
$$;

comment on function stagedoor.live_caller is
'The caller, if their token counts (F95).

Null for an account that is banned, closed or deleted. For policies on rows of a user.';

create function stagedoor.my_scopes()
returns uuid[]
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Reads the caller's accesses and the scopes around them, more than a request may see.
declare
  v_user_id pg_catalog.uuid := stagedoor.caller_id();
  v_only    pg_catalog.uuid := stagedoor.narrowed_project();
begin
  if v_user_id is null or not stagedoor.account_is_live(v_user_id) then
    return '{}';
  end if;

  return array(
    with mine as (
      select s.id, s.path, s.project_id
      from stagedoor.live_accesses as a
      join stagedoor.scopes as s on s.id = a.scope_id
      where a.user_id = v_user_id
    ),
    seen as (
      select unnest(m.path) as id from mine as m
      union
      select s.id from mine as m join stagedoor.scopes as s on s.project_id = m.project_id
      union
      select unnest(stagedoor.every_scope_with('project:view:assigned'))
    )
    select s.id
    from seen
    join stagedoor.scopes as s on s.id = seen.id
    where v_only is null
      or s.project_id = v_only
      or s.id in (
        select unnest(p.path) from stagedoor.scopes as p where p.id = v_only)
  );
end;
$$;

comment on function stagedoor.my_scopes is
'The scopes that the caller may see.

Those they work in, the scopes above, and those they oversee.';

create function stagedoor.my_access_scopes()
returns uuid[]
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Reads the caller's accesses of any status, so that an ended one stays visible.
declare
  v_user_id pg_catalog.uuid := stagedoor.caller_id();
  v_only    pg_catalog.uuid := stagedoor.narrowed_project();
begin
  if v_user_id is null or not stagedoor.account_is_live(v_user_id) then
    return '{}';
  end if;
  return array(
    select distinct a.scope_id
    from stagedoor.user_accesses as a
    join stagedoor.scopes as s on s.id = a.scope_id
    where a.user_id = v_user_id and (v_only is null or s.project_id = v_only)
  );
end;
$$;

comment on function stagedoor.my_access_scopes is
'Where the caller has or had an access.

Narrowed to the project of the request.';

create function stagedoor.visible_people()
returns uuid[]
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Reads accesses, of which a request sees its own part only.
declare
  v_user_id pg_catalog.uuid := stagedoor.caller_id();
begin
  if v_user_id is null or not stagedoor.account_is_live(v_user_id) then
    return '{}';
  end if;
  return array(
    select v_user_id
    union
    select a.user_id
    from stagedoor.user_accesses as a
    where a.scope_id = any (stagedoor.every_scope_with('access:view'))
      and a.user_id is not null
  );
end;
$$;

comment on function stagedoor.visible_people is
'The caller, and the users whose accesses the caller may see.

Users with a past or present access where the caller holds access:view.';

-- Privileges.

revoke all on function
  stagedoor.every_scope_with,
  stagedoor.scopes_listed,
  stagedoor.live_caller,
  stagedoor.my_scopes,
  stagedoor.my_access_scopes,
  stagedoor.visible_people
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor.every_scope_with,
  stagedoor.live_caller,
  stagedoor.my_scopes,
  stagedoor.my_access_scopes,
  stagedoor.visible_people
to authenticated;
