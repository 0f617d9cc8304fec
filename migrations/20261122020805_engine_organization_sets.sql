-- Organization sets: for policies of tables whose rows belong to organizations, or to
-- another kind of scope above projects.
--
-- They share no work with scopes_with, which folds the bits of a key over all projects
-- below: asking can() of each would be too slow. A user reaches few organizations, so that
-- can() is asked of each of them.

create function stagedoor.types_above_projects()
returns text[]
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Reads scope_types, also for a policy of a role that may not.
begin
  return array(
    with recursive above (scope_type) as (
      select t.scope_type from stagedoor.scope_types as t where t.parent_type is null
      union
      select t.scope_type
      from above as a
      join stagedoor.scope_types as t on t.parent_type = a.scope_type
    ),
    below (scope_type) as (
      select 'project'
      union
      select t.scope_type
      from below as b
      join stagedoor.scope_types as t on t.parent_type = b.scope_type
    )
    select a.scope_type from above as a where a.scope_type not in (select * from below));
end;
$$;

comment on function stagedoor.types_above_projects is
'The types of scope that stand above projects, or beside them.';

create function stagedoor.organizations_in_reach(p_own_key text default null)
returns uuid[]
language plpgsql
stable
parallel safe
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
-- Reads the caller's accesses, more than a request may see.
declare
  v_user_id pg_catalog.uuid := stagedoor.caller_id();
  v_types   pg_catalog.text[];
  v_tops    pg_catalog.uuid[];
begin
  -- A request that names its project sees rows of that project only.
  if v_user_id is null or stagedoor.narrowed_project() is not null then
    return '{}';
  end if;
  v_types := stagedoor.types_above_projects();
  v_tops := array(
    select distinct a.scope_id
    from stagedoor.user_accesses as a
    where a.user_id = v_user_id
      and a.status = 'Active'
      and a.scope_type = any (v_types)
      and (p_own_key is null or exists (
        select from stagedoor.grant_targets as t
        where t.id = a.grant_id and p_own_key = any (t.own_keys))));
  if v_tops = '{}' then
    return '{}';
  end if;
  return array(
    select s.id
    from stagedoor.scopes as s
    where s.id = any (v_tops)
      or (s.scope_type = any (v_types) and s.parent_id is not null and s.path && v_tops));
end;
$$;

comment on function stagedoor.organizations_in_reach is
'Organizations in which, or above which, the caller has an access.

p_own_key: one that gives this key on own rows. None where the header x-project-id is set.';

create function stagedoor.organizations_with(key text)
returns uuid[]
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Reads the caller's accesses, more than a request may see.
declare
  v_found pg_catalog.uuid[] := array(
    select o.id
    from unnest(stagedoor.organizations_in_reach()) as o (id)
    where stagedoor.can(key, o.id));
begin
  if v_found = '{}' then
    perform stagedoor.warn_of_unknown_permission(key);
  end if;
  return v_found;
end;
$$;

comment on function stagedoor.organizations_with is
'Organizations in which the caller holds a key (F107).

For policies of tables whose rows belong to organizations: team_id = any ((select
stagedoor.organizations_with(''project:view:all''))::uuid[]). Other scopes above projects
are named too. A key that is held at a project only names none; the header x-project-id
leaves none. A key that does not exist raises a WARNING.';

create function stagedoor.organizations_with_own(key text)
returns uuid[]
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Reads the caller's accesses, more than a request may see.
begin
  return array(
    select o.id
    from unnest(stagedoor.organizations_in_reach(key)) as o (id)
    where stagedoor.can(key, o.id, stagedoor.caller_id())
      and not stagedoor.can(key, o.id));
end;
$$;

comment on function stagedoor.organizations_with_own is
'Organizations in which the caller holds a key on own rows only (F50).

For the second half of a policy, as scopes_with_own is for projects.';

create function stagedoor.is_new_scope(p_scope_id uuid)
returns boolean
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Reads scopes, of which a request sees its own part only. Stable: it sees them as they
-- were when the statement began.
begin
  return stagedoor.caller_id() is not null
    and not exists (select from stagedoor.scopes as s where s.id = p_scope_id);
end;
$$;

comment on function stagedoor.is_new_scope is
'Whether a row of a tracked table was inserted by this statement (F107).

The statement does not see the scope that its row has become, so that no set names it: the
policy of such a table lets an insert return its row by this.';

-- Privileges.

revoke all on function
  stagedoor.types_above_projects,
  stagedoor.organizations_in_reach,
  stagedoor.organizations_with,
  stagedoor.organizations_with_own,
  stagedoor.is_new_scope
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor.organizations_with,
  stagedoor.organizations_with_own,
  stagedoor.is_new_scope
to authenticated;
