-- Policy sets: the scopes in which the caller holds a key, computed once per statement.
--
-- A policy compares its rows with a whole set: `project_id = any ((select
-- stagedoor.scopes_with('project:view:assigned'))::uuid[])`. The sub-select runs once, and
-- the set becomes an index condition. A function called per row is a hundred times slower.

create function stagedoor.narrowed_project()
returns uuid
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Reads scopes, of which a request sees its own part only. The header can only narrow, so
-- that any value of a client is safe.
declare
  v_header     pg_catalog.text := stagedoor.request_header('x-project-id');
  v_named      pg_catalog.uuid := stagedoor.uuid_or_null(v_header);
  v_project_id pg_catalog.uuid;
begin
  if v_header is null then
    return null;
  elsif v_named is null then
    raise invalid_parameter_value using
      message = 'The header x-project-id is no uuid',
      hint = 'Send the id of one project, or leave the header out.';
  end if;

  select s.project_id into v_project_id from stagedoor.scopes as s where s.id = v_named;
  -- An unknown id leaves an empty set, exactly as another tenant's does.
  return coalesce(v_project_id, '00000000-0000-0000-0000-000000000000');
end;
$$;

comment on function stagedoor.narrowed_project is
'The project that the request names in x-project-id, or null.

A department narrows to its project. Raises 22023 for a header that is no uuid.';

create function stagedoor.scopes_with(key text)
returns uuid[]
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Reads the caller's accesses and the scopes below them, more than a request may see.
declare
  v_only  pg_catalog.uuid := stagedoor.narrowed_project();
  v_found pg_catalog.uuid[];
begin
  -- One project is one decision, and one more for each department held on its own.
  if v_only is null then
    v_found := stagedoor.scopes_granting(key, false);
  elsif stagedoor.can(key, v_only) then
    return array[v_only];
  else
    v_found := stagedoor.departments_granting(key, v_only, false);
  end if;
  -- A policy with a mistyped key shows no row to any user.
  if v_found = '{}' then
    perform stagedoor.warn_of_unknown_permission(key);
  end if;
  return v_found;
end;
$$;

comment on function stagedoor.scopes_with is
'Projects, and departments, in which the caller holds a key.

A department is named only where its project is not. For policies: project_id = any
((select stagedoor.scopes_with(''project:view:assigned''))::uuid[]). A key is held as allow,
delegated, or locked while elevated there, except at denied scopes and below; empty where
the key needs aal2 and the session has none. The header x-project-id narrows it to one
project (F2, F22, F107). A key that does not exist raises a WARNING.';

create function stagedoor.scopes_with_own(key text)
returns uuid[]
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Reads the caller's accesses and the scopes below them, more than a request may see.
declare
  v_only  pg_catalog.uuid := stagedoor.narrowed_project();
  v_found pg_catalog.uuid[];
begin
  if v_only is null then
    v_found := stagedoor.scopes_granting(key, true);
    if v_found = '{}' then
      perform stagedoor.warn_of_unknown_permission(key);
    end if;
    return v_found;
  elsif not stagedoor.can(key, v_only) then
    if stagedoor.can(key, v_only, stagedoor.caller_id()) then
      return array[v_only];
    end if;
  elsif not exists (
    select
    from stagedoor.user_accesses as a
    where a.user_id = stagedoor.caller_id()
      and a.status = 'Active'
      and a.delegated_from is not null
  ) then
    -- A key that is held on every row adds no own rows, unless a delegation ends below.
    return '{}';
  end if;
  v_found := stagedoor.departments_granting(key, v_only, true);
  if v_found = '{}' then
    perform stagedoor.warn_of_unknown_permission(key);
  end if;
  return v_found;
end;
$$;

comment on function stagedoor.scopes_with_own is
'The scopes in which the caller holds a key on their own rows only (F50).

For the second half of a policy: owner_id = (select stagedoor.caller_id()) and project_id =
any ((select stagedoor.scopes_with_own(''project:edit:assigned''))::uuid[]).';

create function stagedoor.scopes_without(key text)
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
  v_denied  pg_catalog.uuid[];
begin
  select array_agg(h.covered_id) into v_denied
  from stagedoor.covered_scopes(v_user_id, key, 'deny', 'roots') as h;

  return array(
    select s.id
    from stagedoor.scopes as s
    where s.project_id <> s.id
      and s.path && v_denied
    union
    select s.id
    from stagedoor.scopes as s
    where s.project_id <> s.id
      and s.is_archived
      and not stagedoor.counts_when_archived(key)
      and (s.project_id = any (stagedoor.scopes_with(key))
        or s.project_id = any (stagedoor.scopes_with_own(key)))
    union
    -- What is delegated ends where its delegator is denied, which may be below.
    select s.id
    from stagedoor.covered_scopes(v_user_id, key, 'delegated', 'all') as s (id)
    where not stagedoor.can(key, s.id)
  );
end;
$$;

comment on function stagedoor.scopes_without is
'Departments shut to the caller in projects that are open to them.

A department is shut where the key is denied there, or where it is archived. For policies
of a table with a department_id, beside scopes_with: (project_id = any (with) and
(department_id is null or department_id <> all (without))) or department_id = any (with).';

-- Privileges.

revoke all on function
  stagedoor.narrowed_project,
  stagedoor.scopes_with,
  stagedoor.scopes_with_own,
  stagedoor.scopes_without
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor.scopes_with,
  stagedoor.scopes_with_own,
  stagedoor.scopes_without
to authenticated;
