-- Scopes: creating organizations, projects and departments.

create function stagedoor.clean_name(p_name text)
returns text
language plpgsql
immutable
set search_path = ''
as $$
begin
  if p_name is null or char_length(btrim(p_name)) not between 1 and 200 then
    raise invalid_parameter_value using message = 'A name has 1 to 200 characters';
  elsif p_name ~ '[[:cntrl:]]'
    or p_name !~ '[^\s\u00A0\u2000-\u200F\u2028-\u202F\u205F-\u206F\u3000\uFEFF]'
  then
    raise invalid_parameter_value using
      message = 'A name can be seen, and has no control characters';
  end if;
  return btrim(p_name);
end;
$$;

comment on function stagedoor.clean_name is
'A name without blanks around it.

Raises 22023 where it is empty or longer than 200.';

create function stagedoor.require_account()
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes user_accounts through ensure_account.
begin
  if stagedoor.caller_id() is null
    or not stagedoor.account_is_live(stagedoor.caller_id())
    or not stagedoor.ensure_account(stagedoor.caller_id())
  then
    perform stagedoor.raise_denied('session', 'sign_in');
  end if;
  return stagedoor.caller_id();
end;
$$;

comment on function stagedoor.require_account is
'The account of the caller, made on first use.

Raises 42501 without a live session.';

create function stagedoor.give_creator_role(
  p_user_id uuid, p_scope stagedoor.scopes, p_grant_id uuid,
  p_valid_until timestamptz default null
)
returns uuid
language sql
volatile
security definer
set search_path = ''
as $$
  -- Writes user_accesses. Called by definers that have checked the grant.
  insert into stagedoor.user_accesses
    (user_id, scope_type, scope_id, grant_type, grant_id, valid_until, granted_by, reason)
  select
    p_user_id, p_scope.scope_type, p_scope.id, t.grant_type, t.id, p_valid_until,
    stagedoor.caller_id(), 'creator'
  from stagedoor.grant_targets as t
  where t.id = p_grant_id
  returning id
$$;

comment on function stagedoor.give_creator_role is
'Give the creator of a scope their first access in it.';

create function stagedoor.power_ends_at(p_permission_key text, p_scope_id uuid)
returns timestamptz
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads what a decision reads. What is delegated, and an elevation, end as accesses do.
  select case
    when bool_or(c.policy = 'allow') then
      nullif(max(coalesce(c.valid_until, 'infinity')) filter (where c.policy = 'allow'),
        'infinity')
    else (
      select max(e.ends_at)
      from stagedoor.scopes as s
      join stagedoor.elevated_scopes(stagedoor.caller_id(), stagedoor.session_id()) as e
        on e.scope_id = any (s.path)
      where s.id = p_scope_id
    )
  end
  from stagedoor.applicable_grants(stagedoor.caller_id(), p_permission_key, p_scope_id) as c
  where c.state = 'live'
$$;

comment on function stagedoor.power_ends_at is
'The end of a key that the caller holds now; null for no end.

An access that a user creates for themselves by this key ends then, too: a temporary access
cannot be turned into a lasting one (F39).';

create function stagedoor.built_in_role(p_role_key text)
returns uuid
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads roles, of which a request sees its own part only.
  select r.id
  from stagedoor.permission_roles as r
  where r.role_key = p_role_key and r.scope_id is null
$$;

comment on function stagedoor.built_in_role is
'The id of a built-in role by its key.';

create function stagedoor.creator_role(p_scope_type text)
returns uuid
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads scope_types and roles, of which a request sees its own part only.
  select stagedoor.built_in_role(t.creator_role_key)
  from stagedoor.scope_types as t
  where t.scope_type = p_scope_type
$$;

comment on function stagedoor.creator_role is
'The role of the creator of such a scope; null for none (F129).';

create function stagedoor.create_organization(p_name text)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes scopes and the creator's first accesses.
declare
  v_name    pg_catalog.text := stagedoor.clean_name(p_name);
  v_user_id pg_catalog.uuid := stagedoor.require_account();
  v_scope   stagedoor.scopes;
begin
  insert into stagedoor.scopes (scope_type, name)
  values ('organization', v_name)
  returning * into v_scope;

  perform stagedoor.give_creator_role(
    v_user_id, v_scope, stagedoor.creator_role('organization'));
  -- The creator can appoint users beyond their own keys: by a grant of its own, so that it
  -- can be revoked on its own.
  perform stagedoor.give_creator_role(
    v_user_id, v_scope, stagedoor.find_grant('permission', 'access:escalate', v_scope.id));
  return v_scope.id;
end;
$$;

comment on function stagedoor.create_organization is
'Implementation of public.create_organization.';

create function stagedoor.create_project(
  p_organization_id uuid,
  p_name text,
  p_creator_role text default null
)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes scopes and the creator's first access.
declare
  v_name    pg_catalog.text := stagedoor.clean_name(p_name);
  v_user_id pg_catalog.uuid := stagedoor.require_account();
  v_parent  stagedoor.scopes;
  v_scope   stagedoor.scopes;
  v_role_id pg_catalog.uuid;
  v_until   pg_catalog.timestamptz;
  v_has_holder boolean := false;
begin
  perform stagedoor.enforce('project:create', p_organization_id);
  v_role_id := case
    when p_creator_role is null then stagedoor.creator_role('project')
    else stagedoor.find_grant('role', p_creator_role, p_organization_id)
  end;
  perform stagedoor.hold_role(v_role_id);
  if stagedoor.may_remove_holder(v_role_id, 'give') then
    perform stagedoor.lock_trees(array[p_organization_id]);
    v_has_holder := stagedoor.has_holder('access:grant', p_organization_id);
  end if;
  perform stagedoor.require('project:create', p_organization_id);
  select s.* into v_parent from stagedoor.scopes as s where s.id = p_organization_id;

  insert into stagedoor.scopes (scope_type, parent_id, name)
  values ('project', v_parent.id, v_name)
  returning * into v_scope;

  -- The creator gets in the project only keys that they hold in the organization, and for
  -- as long.
  v_until := stagedoor.power_ends_at('project:create', p_organization_id);
  perform stagedoor.refuse_escalation(v_scope.id, v_role_id, v_user_id, v_until);
  perform stagedoor.give_creator_role(v_user_id, v_scope, v_role_id, v_until);
  -- A role that denies the creator would leave no holder, if they are the only one above.
  if v_has_holder then
    perform stagedoor.refuse_last_holders_leaving(array['access:grant ' || v_scope.id]);
  end if;
  return v_scope.id;
end;
$$;

comment on function stagedoor.create_project is
'Implementation of public.create_project.';

create function stagedoor.create_department(p_project_id uuid, p_name text)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes scopes, which no request role may.
declare
  v_name     pg_catalog.text := stagedoor.clean_name(p_name);
  v_scope_id pg_catalog.uuid;
begin
  perform stagedoor.require_account();
  perform stagedoor.require('project:edit:assigned', p_project_id);

  insert into stagedoor.scopes (scope_type, parent_id, name)
  values ('department', p_project_id, v_name)
  returning id into v_scope_id;
  return v_scope_id;
end;
$$;

comment on function stagedoor.create_department is
'Implementation of public.create_department.';

-- Privileges.

revoke all on function
  stagedoor.clean_name,
  stagedoor.require_account,
  stagedoor.give_creator_role,
  stagedoor.power_ends_at,
  stagedoor.built_in_role,
  stagedoor.creator_role,
  stagedoor.create_organization,
  stagedoor.create_project,
  stagedoor.create_department
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor.create_organization,
  stagedoor.create_project,
  stagedoor.create_department
to authenticated;
