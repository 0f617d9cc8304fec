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
'Accesses that set_staff_active closed, until somebody comes back.';

create index switched_off_project_id_user_id_idx
  on stagedoor_studio.switched_off (project_id, user_id);
create index switched_off_user_id_idx on stagedoor_studio.switched_off (user_id);

-- No policy and no grant: list_staff says who is switched off.
alter table stagedoor_studio.switched_off enable row level security;

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
begin
  perform stagedoor.check_window(null, p_valid_until);
  perform stagedoor.refuse_escalation(p_scope.id, v_role_id, p_user_id, p_valid_until);

  delete from stagedoor_studio.switched_off as o
  where o.project_id = p_scope.id and o.user_id = p_user_id;

  -- The old role goes first: for no moment are there two.
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
    perform stagedoor.close_access(v_access, 'role changed', false);
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
  -- What the old role denied and the new one does not may come from above.
  perform stagedoor.refuse_lifted_denial(p_user_id, array[p_scope.id], v_denied);
  return v_access.id;
end;
$$;

comment on function stagedoor_studio.give_role is
'Make somebody''s studio role this one. Returns the access id.';

create function stagedoor_studio.create_studio(
  p_name text, p_organization_id uuid default null
)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes scopes and the creator's first access: the one role that is given without holding
-- its keys.
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

  -- Whoever has a role here keeps it: an admin may work as an artist as well.
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
-- Writes whose profile it is, which no request role may.
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
