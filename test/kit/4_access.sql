-- Access: keys, roles, grants, denials, delegations, elevations, without the guards of the
-- API.

create or replace function tests.create_permission(
  p_permission_key text,
  p_requires_aal2  boolean default false,
  p_is_delegable   boolean default true
)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes the catalogue.
declare
  v_permission_id uuid := (
    select p.id from stagedoor.permissions as p where p.permission_key = p_permission_key);
begin
  if v_permission_id is null then
    insert into stagedoor.permission_modules (module, label, position)
    values (split_part(p_permission_key, ':', 1), p_permission_key, 999)
    on conflict (module) do nothing;

    insert into stagedoor.permissions
      (permission_key, description, requires_aal2, is_delegable)
    values (p_permission_key, 'For a test', p_requires_aal2, p_is_delegable)
    returning id into v_permission_id;
  end if;
  return v_permission_id;
end;
$$;

comment on function tests.create_permission(text, boolean, boolean) is
'Make sure that a key is in the catalogue. One that is there already stays as it is.';

create or replace function tests.create_role(
  p_role_key text, p_scope text, p_links jsonb default '{}'
)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes roles and links.
declare
  v_role_id uuid;
begin
  insert into stagedoor.permission_roles (role_key, name, description, scope_id)
  values (p_role_key, p_role_key, 'For a test',
    case when p_scope is not null then tests.scope_id(p_scope) end)
  returning id into v_role_id;

  insert into stagedoor.permission_role_links (permission_role_id, permission_id, policy)
  select v_role_id, tests.create_permission(l.key), l.value
  from jsonb_each_text(p_links) as l;
  return v_role_id;
end;
$$;

comment on function tests.create_role(text, text, jsonb) is
'Make a role of a tenant, or a built-in one where the scope is null. Returns its id.

Links are {"permission:key": "allow" | "own" | "locked" | "deny"}; unknown keys are made.';

create or replace function tests.role_id(p_role_key text, p_scope text default null)
returns uuid
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads roles, of which a speaker sees a part only.
declare
  v_role_id uuid := (
    select r.id
    from stagedoor.permission_roles as r
    where r.role_key = p_role_key
      and r.deleted_at is null
      and (r.scope_id is null or r.scope_id = any (
        select unnest(s.path)
        from stagedoor.scopes as s
        where s.name = p_scope or s.id = stagedoor.uuid_or_null(p_scope)))
    order by r.scope_id is null
    limit 1
  );
begin
  if v_role_id is null then
    raise exception 'no role is called % at %', p_role_key, p_scope;
  end if;
  return v_role_id;
end;
$$;

comment on function tests.role_id(text, text) is
'The id of a role by its key: one of the scope or above it, else the built-in one.';

create or replace function tests.permission_id(p_permission_key text)
returns uuid
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the catalogue, which anon may not.
declare
  v_permission_id uuid := (
    select p.id from stagedoor.permissions as p where p.permission_key = p_permission_key);
begin
  if v_permission_id is null then
    raise exception 'there is no permission %', p_permission_key;
  end if;
  return v_permission_id;
end;
$$;

comment on function tests.permission_id(text) is
'The id of a permission by its key. Raises for a key that does not exist.';

create or replace function tests.give(
  p_user        text,
  p_scope       text,
  p_grant_type  text,
  p_grant_id    uuid,
  p_valid_from  timestamptz default null,
  p_valid_until timestamptz default null,
  p_status      text        default 'Active'
)
returns uuid
language sql
volatile
security definer
set search_path = ''
as $$
  -- Writes accesses.
  insert into stagedoor.user_accesses
    (user_id, scope_type, scope_id, grant_type, grant_id, valid_from, valid_until, status)
  select
    tests.user_id(p_user), s.scope_type, s.id, p_grant_type, p_grant_id, p_valid_from,
    p_valid_until, p_status
  from stagedoor.scopes as s
  where s.id = tests.scope_id(p_scope)
  returning id
$$;

comment on function tests.give(
  text, text, text, uuid, timestamptz, timestamptz, text
) is
'Write one access, for grant_role, grant_key and grant_policy.';

create or replace function tests.grant_role(
  p_user        text,
  p_scope       text,
  p_role_key    text,
  p_valid_from  timestamptz default null,
  p_valid_until timestamptz default null,
  p_status      text        default 'Active'
)
returns uuid
language sql
volatile
set search_path = ''
as $$
  select tests.give(
    p_user, p_scope, 'role', tests.role_id(p_role_key, p_scope), p_valid_from,
    p_valid_until, p_status)
$$;

comment on function tests.grant_role(
  text, text, text, timestamptz, timestamptz, text
) is
'Grant a user a role at a scope. Returns the access id.';

create or replace function tests.grant_key(
  p_user           text,
  p_scope          text,
  p_permission_key text,
  p_valid_from     timestamptz default null,
  p_valid_until    timestamptz default null,
  p_status         text        default 'Active'
)
returns uuid
language sql
volatile
set search_path = ''
as $$
  select tests.give(
    p_user, p_scope, 'permission', tests.permission_id(p_permission_key), p_valid_from,
    p_valid_until, p_status)
$$;

comment on function tests.grant_key(
  text, text, text, timestamptz, timestamptz, text
) is
'Grant a user a single permission at a scope. Returns the access id.';

create or replace function tests.grant_policy(
  p_user           text,
  p_scope          text,
  p_permission_key text,
  p_policy         text,
  p_valid_from     timestamptz default null,
  p_valid_until    timestamptz default null,
  p_status         text        default 'Active'
)
returns uuid
language sql
volatile
set search_path = ''
as $$
  -- A direct grant allows; everything else needs a role, and this one exists for it alone.
  select tests.give(
    p_user, p_scope, 'role',
    tests.create_role(
      'only_' || p_policy || '_' || substr(md5(random()::text), 1, 8), p_scope,
      jsonb_build_object(p_permission_key, p_policy)),
    p_valid_from, p_valid_until, p_status)
$$;

comment on function tests.grant_policy(
  text, text, text, text, timestamptz, timestamptz, text
) is
'Grant a user one key as allow, own, locked or deny, by a role made for it.';

create or replace function tests.deny(p_user text, p_scope text, p_permission_key text)
returns uuid
language sql
volatile
set search_path = ''
as $$
  select tests.grant_policy(p_user, p_scope, p_permission_key, 'deny')
$$;

comment on function tests.deny(text, text, text) is
'Deny a user one key at a scope and below. Returns the access id.';

create or replace function tests.delegate(
  p_from           text,
  p_user           text,
  p_scope          text,
  p_permission_key text,
  p_valid_until    timestamptz default null
)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes accesses.
declare
  v_scope     stagedoor.scopes;
  v_source_id uuid;
  v_access_id uuid;
begin
  select s.* into v_scope from stagedoor.scopes as s where s.id = tests.scope_id(p_scope);

  select a.id into v_source_id
  from stagedoor.user_accesses as a
  join stagedoor.grant_targets as t on t.id = a.grant_id
  where a.user_id = tests.user_id(p_from)
    and a.scope_id = any (v_scope.path)
    and a.status = 'Active'
    and p_permission_key = any (t.allow_keys)
  order by a.granted_at desc, a.id
  limit 1;
  if v_source_id is null then
    raise exception '% has no % to delegate at %', p_from, p_permission_key, p_scope;
  end if;

  insert into stagedoor.user_accesses (
    user_id, scope_type, scope_id, grant_type, grant_id, valid_until, granted_by,
    delegated_from
  )
  values (
    tests.user_id(p_user), v_scope.scope_type, v_scope.id, 'permission',
    tests.permission_id(p_permission_key), p_valid_until, tests.user_id(p_from), v_source_id
  )
  returning id into v_access_id;
  return v_access_id;
end;
$$;

comment on function tests.delegate(text, text, text, text, timestamptz) is
'Delegate a user one key from an access of another user. Returns the access id.';

create or replace function tests.revoke(p_access_id uuid)
returns void
language sql
volatile
security definer
set search_path = ''
as $$
  -- Writes accesses.
  update stagedoor.user_accesses as a set status = 'Revoked' where a.id = p_access_id
$$;

comment on function tests.revoke(uuid) is
'Revoke one access.';

create or replace function tests.start_session(
  p_name text, p_session_id uuid, p_aal text default 'aal1'
)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes auth.sessions.
begin
  insert into auth.sessions (id, user_id, created_at, updated_at, aal)
  values (p_session_id, tests.user_id(p_name), now(), now(), p_aal::auth.aal_level)
  on conflict (id) do update set aal = excluded.aal where excluded.aal = 'aal2';
  return p_session_id;
end;
$$;

comment on function tests.start_session(text, uuid, text) is
'Sign somebody in: a row of auth.sessions. Returns its id.

One that is there already goes on, and rises to aal2 where that is asked.';

create or replace function tests.elevate(
  p_user text, p_session_id uuid, p_scope text, p_minutes integer default 5
)
returns timestamptz
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes elevations.
begin
  perform tests.start_session(p_user, p_session_id);
  return stagedoor.elevate_for(
    tests.user_id(p_user), p_session_id, tests.scope_id(p_scope), p_minutes);
end;
$$;

comment on function tests.elevate(text, uuid, text, integer) is
'Elevate a user in a session at a scope, as a right code does. Returns the end.';
