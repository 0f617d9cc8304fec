-- Studios: opening one, and the artists in it.

create table stagedoor_studio.switched_off (
  access_id       uuid        not null,
  project_id      uuid        not null,
  user_id         uuid        not null,
  switched_off_at timestamptz not null default stagedoor.instant(),

  constraint switched_off_pkey
    primary key (access_id),
  constraint switched_off_access_id_fkey
    foreign key (access_id) references stagedoor.user_accesses (id) on delete cascade,
  constraint switched_off_project_id_fkey
    foreign key (project_id) references stagedoor.scopes (id) on delete cascade,
  constraint switched_off_user_id_fkey
    foreign key (user_id) references stagedoor.user_accounts (id)
    on update cascade on delete cascade
);

comment on table stagedoor_studio.switched_off is
'Accesses that set_staff_active closed, kept until the user is active.';

create index switched_off_project_id_user_id_idx
  on stagedoor_studio.switched_off (project_id, user_id);
create index switched_off_user_id_idx on stagedoor_studio.switched_off (user_id);

-- No policy and no grant: list_staff shows which users are inactive.
alter table stagedoor_studio.switched_off enable row level security;

create function stagedoor_studio.give_back(
  p_project_id uuid, p_user_id uuid, p_denials_only boolean
)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes user_accesses, which no request role may. The caller has locked the studio.
declare
  v_access   stagedoor.user_accesses;
  v_new      stagedoor.user_accesses;
  v_at_stake pg_catalog.text[];
  v_changed  boolean := false;
begin
  for v_access in
    select a.*
    from stagedoor_studio.switched_off as o
    join stagedoor.user_accesses as a on a.id = o.access_id
    join stagedoor.grant_targets as t on t.id = a.grant_id
    where o.project_id = p_project_id and o.user_id = p_user_id
      and (not p_denials_only or (
        t.deny_keys <> '{}' and stagedoor_studio.roles_in(a.grant_id) = '{}'))
    order by a.id
  loop
    continue when v_access.valid_until <= stagedoor.instant();
    -- What was closed is given once more, by somebody who could give it.
    perform stagedoor.refuse_escalation(
      v_access.scope_id, v_access.grant_id, v_access.user_id, v_access.valid_until);
    perform stagedoor.refuse_denial_from_below(
      v_access.user_id, v_access.scope_id, v_access.grant_id);
    v_at_stake := stagedoor.holders_denied_by(
      v_access.grant_id, v_access.scope_id, v_access.user_id);
    begin
      insert into stagedoor.user_accesses (
        user_id, scope_type, scope_id, grant_type, grant_id, valid_from, valid_until,
        granted_by, reason
      )
      values (
        v_access.user_id, v_access.scope_type, v_access.scope_id, v_access.grant_type,
        v_access.grant_id, v_access.valid_from, v_access.valid_until,
        stagedoor.caller_id(), 'switched on'
      )
      returning * into v_new;
      v_changed := true;
      perform stagedoor.carry_delegations(v_access.id, v_new);
    exception
      -- Somebody has given it again meanwhile.
      when exclusion_violation then null;
    end;
    perform stagedoor.refuse_last_holders_leaving(v_at_stake);
  end loop;
  delete from stagedoor_studio.switched_off as o
  where o.project_id = p_project_id and o.user_id = p_user_id;
  return v_changed;
end;
$$;

comment on function stagedoor_studio.give_back is
'Grant a user anew the accesses that deactivating closed; whether any.

p_denials_only: only what denies, beside a studio role that they are given. Raises 42501
where the caller could not give it (F94).';

create function stagedoor_studio.refuse_lost_denial(p_grant_id uuid, p_role_id uuid)
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads what roles carry, which no request role may.
declare
  v_lost pg_catalog.text[];
begin
  -- What a studio role denies changes with the role. What a role of a tenant denies beside
  -- it does not.
  select array_agg(k order by k) into v_lost
  from stagedoor.grant_targets as t
  cross join lateral unnest(t.deny_keys) as k
  where t.id = p_grant_id
    and not exists (
      select
      from stagedoor.grant_targets as other
      where k = any (other.deny_keys)
        and (other.id = p_role_id or other.id in (
          select r.id
          from stagedoor.permission_roles as r
          where r.scope_id is null
            and r.role_key = any (stagedoor_studio.roles_in(p_grant_id))))
    );
  if v_lost is not null then
    raise check_violation using
      message = 'The role that they have denies what no studio role does',
      detail = json_build_object('error_code', 'DENIAL_LOST', 'denied', v_lost),
      hint = 'Take that role away with revoke_access first.';
  end if;
end;
$$;

comment on function stagedoor_studio.refuse_lost_denial is
'Refuse to exchange a role whose denials the new one does not have.

Raises 23514.';

create function stagedoor_studio.give_role(
  p_scope stagedoor.scopes, p_user_id uuid, p_role_key text, p_valid_until timestamptz
)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes user_accesses, which no request role may. The caller has locked the studio.
declare
  v_role_id pg_catalog.uuid := stagedoor.built_in_role(p_role_key);
  v_access  stagedoor.user_accesses;
  v_denied  pg_catalog.text[] := '{}';
  v_closed  pg_catalog.uuid[] := '{}';
begin
  perform stagedoor.check_window(null, p_valid_until);
  perform stagedoor.refuse_escalation(p_scope.id, v_role_id, p_user_id, p_valid_until);
  perform stagedoor.refuse_denial_from_below(p_user_id, p_scope.id, v_role_id);

  perform stagedoor_studio.give_back(p_scope.id, p_user_id, true);

  -- The old role is closed first, so that there are never two.
  for v_access in
    select a.*
    from stagedoor.user_accesses as a
    where a.user_id = p_user_id
      and a.scope_id = p_scope.id
      and a.status = 'Active'
      and a.grant_type = 'role'
      and stagedoor_studio.roles_in(a.grant_id) <> '{}'
    order by a.id
    for no key update
  loop
    if v_access.grant_id = v_role_id
      and v_access.valid_until is not distinct from p_valid_until
      and coalesce(v_access.valid_from <= stagedoor.instant(), true)
    then
      return v_access.id;
    end if;
    perform stagedoor_studio.refuse_lost_denial(v_access.grant_id, v_role_id);
    perform stagedoor.close_access(v_access, 'role changed', false);
    v_closed := v_closed || v_access.id;
    v_denied := v_denied || (
      select t.deny_keys from stagedoor.grant_targets as t where t.id = v_access.grant_id);
  end loop;

  insert into stagedoor.user_accesses (
    user_id, scope_type, scope_id, grant_type, grant_id, valid_until, granted_by
  )
  values (
    p_user_id, p_scope.scope_type, p_scope.id, 'role', v_role_id, p_valid_until,
    stagedoor.caller_id()
  )
  returning * into v_access;
  for v_place in 1 .. cardinality(v_closed) loop
    perform stagedoor.carry_delegations(v_closed[v_place], v_access);
  end loop;
  -- A key that the old role denied and the new one does not may be granted from above.
  perform stagedoor.refuse_lifted_denial(p_user_id, array[p_scope.id], v_denied);
  return v_access.id;
end;
$$;

comment on function stagedoor_studio.give_role is
'Replace the studio role of a user by this one. Returns the access id.';

create function stagedoor_studio.create_studio(
  p_name text, p_organization_id uuid default null
)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes scopes and the creator's first access: the one role that a user gets without an
-- escalation check.
declare
  v_name            pg_catalog.text := stagedoor.clean_name(p_name);
  v_user_id         pg_catalog.uuid := stagedoor.require_account();
  v_organization_id pg_catalog.uuid := p_organization_id;
  v_scope           stagedoor.scopes;
  v_until           pg_catalog.timestamptz;
begin
  if v_organization_id is null then
    v_organization_id := stagedoor.create_organization(v_name);
  else
    perform stagedoor.require('project:create', v_organization_id);
    v_until := stagedoor.power_ends_at('project:create', v_organization_id);
  end if;

  insert into stagedoor.scopes (scope_type, parent_id, name)
  values ('project', v_organization_id, v_name)
  returning * into v_scope;
  perform stagedoor.give_creator_role(
    v_user_id, v_scope, stagedoor.built_in_role('admin'), v_until);
  return v_scope.id;
end;
$$;

comment on function stagedoor_studio.create_studio is
'Implementation of public.create_studio.';

create function stagedoor_studio.add_artist(
  p_project_id uuid, p_user_id uuid, p_display_name text
)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes profiles and accesses, which no request role may.
declare
  v_required     pg_catalog.record;
  v_elevation_id pg_catalog.uuid;
  v_artist_id    pg_catalog.uuid;
begin
  v_required := stagedoor.require_scope('staff:manage_users', p_project_id, 'project');
  v_elevation_id := v_required.elevation_id;
  if p_display_name is null or char_length(btrim(p_display_name)) not between 1 and 120 then
    raise invalid_parameter_value using
      message = 'The name of an artist has 1 to 120 characters';
  end if;
  if p_user_id is not null and not stagedoor.ensure_account(p_user_id) then
    perform stagedoor.raise_not_found('Account');
  end if;

  select a.id into v_artist_id
  from public.artists as a
  where a.project_id = p_project_id
    and (
      a.user_id = p_user_id
      or (p_user_id is null and a.user_id is null
        and a.display_name = btrim(p_display_name))
    )
  order by a.created_at
  limit 1;

  if v_artist_id is null then
    insert into public.artists (project_id, user_id, display_name, elevation_id)
    values (p_project_id, p_user_id, btrim(p_display_name), v_elevation_id)
    returning id into v_artist_id;
    perform stagedoor.record_event(
      p_event => 'artist.added', p_scope_id => p_project_id, p_subject_id => p_user_id,
      p_object_type => 'artists', p_object_id => v_artist_id::pg_catalog.text,
      p_elevation_id => v_elevation_id);
  else
    update public.artists as a
    set display_name = btrim(p_display_name)
    where a.id = v_artist_id and a.display_name <> btrim(p_display_name);
  end if;

  -- A user with a role here keeps it: an admin may work as an artist as well.
  if p_user_id is not null
    and stagedoor_studio.roles_held(
      p_user_id, p_project_id, tstzrange(stagedoor.instant(), null)) = '{}'
  then
    perform stagedoor_studio.give_role(v_required.scope, p_user_id, 'artist', null);
  end if;
  return v_artist_id;
end;
$$;

comment on function stagedoor_studio.add_artist is
'Implementation of public.add_artist.';

create function stagedoor_studio.link_artist(p_artist_id uuid, p_user_id uuid)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes the account of a profile, which no request role may.
declare
  v_artist       public.artists;
  v_elevation_id pg_catalog.uuid;
begin
  select a.* into v_artist from public.artists as a where a.id = p_artist_id;
  perform stagedoor.enforce_row(
    'Artist', 'staff:view', 'staff:manage_users', v_artist.project_id, v_artist.user_id);
  if p_user_id is not null and not stagedoor.ensure_account(p_user_id) then
    perform stagedoor.raise_not_found('Account');
  end if;
  select a.* into v_artist from public.artists as a where a.id = p_artist_id for update;
  v_elevation_id := stagedoor.require('staff:manage_users', v_artist.project_id);
  if v_artist.user_id is not distinct from p_user_id then
    return false;
  end if;

  update public.artists as a
  set user_id = p_user_id, elevation_id = v_elevation_id
  where a.id = p_artist_id;
  perform stagedoor.record_event(
    p_event => 'artist.linked', p_scope_id => v_artist.project_id,
    p_subject_id => coalesce(p_user_id, v_artist.user_id),
    p_object_type => 'artists', p_object_id => p_artist_id::pg_catalog.text,
    p_before => jsonb_build_object('user_id', v_artist.user_id),
    p_after => jsonb_build_object('user_id', p_user_id),
    p_elevation_id => v_elevation_id);
  return true;
end;
$$;

comment on function stagedoor_studio.link_artist is
'Implementation of public.link_artist.';

-- Privileges.

revoke all on function
  stagedoor_studio.give_back,
  stagedoor_studio.refuse_lost_denial,
  stagedoor_studio.give_role,
  stagedoor_studio.create_studio,
  stagedoor_studio.add_artist,
  stagedoor_studio.link_artist
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor_studio.create_studio,
  stagedoor_studio.add_artist,
  stagedoor_studio.link_artist
to authenticated;
revoke all on stagedoor_studio.switched_off from public, anon, authenticated, service_role;
