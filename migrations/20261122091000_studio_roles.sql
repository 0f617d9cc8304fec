-- One role: a user has at most one studio role in a studio at a time (F48).
--
-- A trigger, so that it binds the service and the owner of the database as well. A user may
-- have roles in two studios, and change a role in one statement: close the old, give the
-- new.

create function stagedoor_studio.roles_in(p_grant_id uuid)
returns text[]
language plpgsql
stable
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
-- Reads roles, of which a request sees its own part only.
begin
  return (
    select coalesce(array_agg(distinct r.role_key), '{}')
    from (
      select p_grant_id as id
      union all
      select i.included_role_id
      from stagedoor.role_includes as i
      where i.permission_role_id = p_grant_id
    ) as carried
    -- Each by its id, and so not pulled up: the three by their keys, which have no index of
    -- their own, would be looked for among the roles of all tenants.
    cross join lateral (
      select of_studio.role_key
      from stagedoor.permission_roles as of_studio
      where of_studio.id = carried.id
        and of_studio.scope_id is null
        and of_studio.role_key in ('admin', 'assistant', 'artist')
      offset 0
    ) as r
  );
end;
$$;

comment on function stagedoor_studio.roles_in is
'The studio roles that a grant carries.

The role itself, or those that a role of a tenant includes.';

create function stagedoor_studio.roles_held(
  p_user_id uuid, p_scope_id uuid, p_window tstzrange
)
returns text[]
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads the accesses of every user. Called by definers and triggers only.
  select coalesce(array_agg(distinct k.role_key order by k.role_key), '{}')
  from stagedoor.scopes as asked
  join stagedoor.user_accesses as a on a.user_id = p_user_id and a.status = 'Active'
  join stagedoor.scopes as at on at.id = a.scope_id
  cross join lateral unnest(stagedoor_studio.roles_in(a.grant_id)) as k (role_key)
  where asked.id = p_scope_id
    and a.grant_type = 'role'
    -- In one studio, above it or below it.
    and (
      at.id = any (asked.path) or asked.id = any (at.path)
      or at.project_id = asked.project_id
    )
    and (a.valid_until is null or a.valid_until > stagedoor.instant())
    and stagedoor.access_window(a.valid_from, a.valid_until, a.granted_at) && p_window
$$;

comment on function stagedoor_studio.roles_held is
'The studio roles of a user at a scope, above it and below it.

Those held at some time of a window.';

create function stagedoor_studio.tg_user_accesses__one_studio_role()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads the accesses of every user.
declare
  v_roles pg_catalog.text[];
begin
  if stagedoor.is_replaying() or new.status <> 'Active' or new.grant_type <> 'role' then
    return null;
  end if;
  -- Waits for a transaction that includes a studio role in this role of a tenant.
  perform from stagedoor.permission_roles as r
  where r.id = new.grant_id and r.scope_id is not null
  for share;
  if stagedoor_studio.roles_in(new.grant_id) = '{}' then
    return null;
  end if;

  -- Two grants to one user wait for each other here, so that the second sees the first.
  perform from stagedoor.user_accounts as a where a.id = new.user_id for no key update;

  v_roles := stagedoor_studio.roles_held(
    new.user_id, new.scope_id,
    stagedoor.access_window(new.valid_from, new.valid_until, new.granted_at));
  if cardinality(v_roles) > 1 then
    raise check_violation using
      message = 'One person has one role in a studio',
      detail = json_build_object('error_code', 'ONE_STUDIO_ROLE', 'roles', v_roles),
      hint = 'Change the role with set_staff_role.';
  end if;
  return null;
end;
$$;

comment on function stagedoor_studio.tg_user_accesses__one_studio_role is
'Refuse a second studio role of one user in one studio (F48).

Raises 23514.';

create trigger _510_one_studio_role
  after insert or update of status, user_id on stagedoor.user_accesses
  for each row execute function stagedoor_studio.tg_user_accesses__one_studio_role();
alter table stagedoor.user_accesses enable always trigger _510_one_studio_role;

create function stagedoor_studio.tg_scopes__one_studio_role()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads the accesses of every user. A moved studio comes under the roles of its new
-- organization.
begin
  if not stagedoor.is_replaying() and exists (
    select
    from stagedoor.scopes as below
    join stagedoor.user_accesses as a on a.scope_id = below.id and a.status = 'Active'
    where below.path @> array[new.id]
      and a.grant_type = 'role'
      and stagedoor_studio.roles_in(a.grant_id) <> '{}'
      and cardinality(stagedoor_studio.roles_held(
        a.user_id, a.scope_id,
        stagedoor.access_window(a.valid_from, a.valid_until, a.granted_at))) > 1
  ) then
    raise check_violation using
      message = 'One person has one role in a studio',
      detail = '{"error_code":"ONE_STUDIO_ROLE"}',
      hint = 'Somebody has another role at the new place.';
  end if;
  return null;
end;
$$;

comment on function stagedoor_studio.tg_scopes__one_studio_role is
'Refuse a move that gives a user a second role in a studio (F48).

Raises 23514.';

-- After _210_place_children, so that the scopes below have their new paths as well.
create trigger _510_one_studio_role
  after update on stagedoor.scopes
  for each row when (old.path is distinct from new.path)
  execute function stagedoor_studio.tg_scopes__one_studio_role();
alter table stagedoor.scopes enable always trigger _510_one_studio_role;

create function stagedoor_studio.tg_role_includes__one_studio_role()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads the accesses of every user. An included studio role is given to every holder of the
-- role that includes it.
begin
  if stagedoor.is_replaying() or stagedoor_studio.roles_in(new.included_role_id) = '{}' then
    return null;
  end if;
  -- A concurrent grant of the role waits, or is visible already.
  perform from stagedoor.permission_roles as r
  where r.id = new.permission_role_id
  for no key update;

  if exists (
    select
    from stagedoor.user_accesses as a
    where a.grant_id = new.permission_role_id
      and a.grant_type = 'role'
      and a.status = 'Active'
      and cardinality(stagedoor_studio.roles_held(
        a.user_id, a.scope_id, tstzrange(a.valid_from, a.valid_until))) > 1
  ) then
    raise check_violation using
      message = 'One person has one role in a studio',
      detail = '{"error_code":"ONE_STUDIO_ROLE"}',
      hint = 'Somebody who holds the role has another studio role.';
  end if;
  return null;
end;
$$;

comment on function stagedoor_studio.tg_role_includes__one_studio_role is
'Refuse an inclusion that gives a user a second studio role (F48).

Raises 23514.';

create trigger _510_one_studio_role
  after insert or update on stagedoor.role_includes
  for each row execute function stagedoor_studio.tg_role_includes__one_studio_role();
alter table stagedoor.role_includes enable always trigger _510_one_studio_role;

create function stagedoor_studio.hand_over_work(p_artist_ids uuid[])
returns integer
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes owners, which no request role may.
declare
  v_appointments integer;
  v_items        integer;
  v_transactions integer;
begin
  update public.appointments as w
  set owner_id = a.user_id
  from public.artists as a
  where a.id = any (p_artist_ids)
    and w.project_id = a.project_id and w.artist_id = a.id
    and w.owner_id is distinct from a.user_id;
  get diagnostics v_appointments = row_count;
  update public.portfolio_items as w
  set owner_id = a.user_id
  from public.artists as a
  where a.id = any (p_artist_ids)
    and w.project_id = a.project_id and w.artist_id = a.id
    and w.owner_id is distinct from a.user_id;
  get diagnostics v_items = row_count;
  update public.studio_transactions as w
  set owner_id = a.user_id
  from public.artists as a
  where a.id = any (p_artist_ids)
    and w.project_id = a.project_id and w.artist_id = a.id
    and w.owner_id is distinct from a.user_id;
  get diagnostics v_transactions = row_count;
  return v_appointments + v_items + v_transactions;
end;
$$;

comment on function stagedoor_studio.hand_over_work is
'Hand work to the account of its profile; how many rows changed (F49).';

create function stagedoor_studio.tg_artists__pass_owner()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes owners, which no request role may.
begin
  perform stagedoor_studio.hand_over_work(array[new.id]);
  return null;
end;
$$;

comment on function stagedoor_studio.tg_artists__pass_owner is
'Hand the work of a profile to the account that it is linked to (F49).';

create trigger _300_pass_owner
  after update on public.artists
  for each row when (old.user_id is distinct from new.user_id)
  execute function stagedoor_studio.tg_artists__pass_owner();

create function stagedoor_studio.rebuild()
returns integer
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes owners, which no request role may.
declare
  v_work     integer := stagedoor_studio.hand_over_work(
    array(select a.id from public.artists as a));
  v_consents integer;
  v_notes    integer;
begin
  update public.client_consents as c
  set owner_id = a.owner_id
  from public.appointments as a
  where a.project_id = c.project_id and a.id = c.appointment_id
    and c.owner_id is distinct from a.owner_id;
  get diagnostics v_consents = row_count;
  update public.client_notes as n
  set owner_id = a.owner_id
  from public.appointments as a
  where a.project_id = n.project_id and a.id = n.appointment_id
    and n.owner_id is distinct from a.owner_id;
  get diagnostics v_notes = row_count;
  return v_work + v_consents + v_notes;
end;
$$;

comment on function stagedoor_studio.rebuild is
'Compute the owners of the work of studios anew; how many changed (F49).

For rows that were written without their triggers: see docs/backup.md.';

-- Privileges. For definers only.

revoke all on function
  stagedoor_studio.roles_in,
  stagedoor_studio.roles_held,
  stagedoor_studio.tg_user_accesses__one_studio_role,
  stagedoor_studio.tg_scopes__one_studio_role,
  stagedoor_studio.tg_role_includes__one_studio_role,
  stagedoor_studio.hand_over_work,
  stagedoor_studio.tg_artists__pass_owner,
  stagedoor_studio.rebuild
from public, anon, authenticated, service_role;
