-- Changes of scopes: renaming, another time zone, moving below another parent, archiving,
-- restoring.

create function stagedoor.rename_scope(p_scope_id uuid, p_name text)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes scopes, which no request role may.
declare
  v_name pg_catalog.text := stagedoor.clean_name(p_name);
begin
  perform stagedoor.require('project:edit:assigned', p_scope_id);
  update stagedoor.scopes as s
  set name = v_name
  where s.id = p_scope_id and s.name <> v_name;
  return found;
end;
$$;

comment on function stagedoor.rename_scope is
'Implementation of public.rename_scope.';

create function stagedoor.set_time_zone(p_scope_id uuid, p_time_zone text)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes scopes, which no request role may.
begin
  if not stagedoor.is_time_zone(p_time_zone) then
    raise invalid_parameter_value using
      message = 'A time zone is UTC or a name of the tz database, such as Europe/Berlin',
      detail = json_build_object('p_time_zone', left(p_time_zone, 100)),
      hint = 'No offset and no abbreviation. Null: as in the scope above.';
  end if;
  perform stagedoor.require('project:edit:assigned', p_scope_id);
  update stagedoor.scopes as s
  set time_zone = p_time_zone
  where s.id = p_scope_id and s.time_zone is distinct from p_time_zone;
  return found;
end;
$$;

comment on function stagedoor.set_time_zone is
'Implementation of public.set_time_zone.';

create function stagedoor.last_day(p_scope_id uuid, p_date date)
returns timestamptz
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads time zones of scopes above, which the caller may not see.
begin
  if p_date is null
    or p_date not between '1900-01-01'::pg_catalog.date and '9999-12-31'
  then
    raise invalid_parameter_value using
      message = 'A last day lies between 1900-01-01 and 9999-12-31';
  end if;
  if stagedoor.caller_id() is null
    or not stagedoor.account_is_live(stagedoor.caller_id())
    or not stagedoor.is_member(stagedoor.caller_id(), p_scope_id)
  then
    perform stagedoor.raise_not_found('Scope');
  end if;
  return stagedoor.day_ends_at(p_scope_id, p_date);
end;
$$;

comment on function stagedoor.last_day is
'Implementation of public.last_day.';

create function stagedoor.denials_left_behind(
  p_scope stagedoor.scopes, p_parent stagedoor.scopes
)
returns table (user_id uuid, key text)
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads the accesses of every user.
  select distinct a.user_id, k.key
  from stagedoor.open_accesses as a
  join stagedoor.scopes as at on at.id = a.scope_id
  join stagedoor.grant_targets as t on t.id = a.grant_id
  left join stagedoor.permission_roles as r on r.id = a.grant_id
  cross join lateral unnest(t.deny_keys) as k (key)
  where
    -- Granted above the old place; or below, by a role of the old tenant.
    (a.scope_id = any (p_scope.path) and a.scope_id <> p_scope.id
      and a.scope_id <> all (p_parent.path))
    or (p_scope.id = any (at.path) and r.scope_id = any (p_scope.path)
      and r.scope_id <> p_scope.id and r.scope_id <> all (p_parent.path))
$$;

comment on function stagedoor.denials_left_behind is
'The denials, by user and key, that end when a scope moves.';

create function stagedoor.refuse_lifted_denial_by_move(
  p_scope stagedoor.scopes, p_parent stagedoor.scopes
)
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the accesses of every user. Called before the move, while the mover's accesses
-- above the old place still count.
declare
  v_caller  pg_catalog.uuid := stagedoor.caller_id();
  v_missing pg_catalog.text[];
begin
  select array_agg(distinct p.permission_key order by p.permission_key) into v_missing
  from stagedoor.denials_left_behind(p_scope, p_parent) as d
  join stagedoor.permissions as p on p.permission_key = d.key
  where d.user_id <> v_caller
    -- The users who will hold it there without the denial.
    and exists (
      select
      from stagedoor.user_accesses as a
      join stagedoor.scopes as at on at.id = a.scope_id
      join stagedoor.grant_targets as t on t.id = a.grant_id
      where a.user_id = d.user_id
        and a.status = 'Active'
        and (p_scope.id = any (at.path) or a.scope_id = any (p_parent.path))
        and d.key = any (t.allow_keys || t.own_keys || t.locked_keys)
    )
    and stagedoor.keys_not_held(v_caller, p_scope.id, p.id) <> '{}';
  if v_missing is not null and not stagedoor.can('access:escalate', p_scope.id) then
    perform stagedoor.raise_denied('access:escalate',
      'It denies what you do not hold: ' || array_to_string(v_missing, ', '));
  end if;
end;
$$;

comment on function stagedoor.refuse_lifted_denial_by_move is
'Refuse a move that lifts a denial of a key the mover does not hold.

Raises 42501 (F94).';

create function stagedoor.refuse_denial_by_move(
  p_scope stagedoor.scopes, p_parent stagedoor.scopes
)
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the accesses of every user. What denies comes along, and meets whoever holds
-- something at the new place.
begin
  if exists (
    select
    from stagedoor.scopes as at
    join stagedoor.open_accesses as denial on denial.scope_id = at.id
    join stagedoor.grant_targets as t on t.id = denial.grant_id and t.deny_keys <> '{}'
    join stagedoor.open_accesses as held
      on held.user_id = denial.user_id
      and held.scope_id = any (p_parent.path)
      and held.scope_id <> all (p_scope.path)
    join stagedoor.grant_targets as h on h.id = held.grant_id
    where at.path @> array[p_scope.id]
      and h.allow_keys || h.own_keys || h.locked_keys <> '{}'
      and not stagedoor.can('access:grant', held.scope_id)
  ) then
    perform stagedoor.raise_denied('access:grant',
      'Somebody who holds access at the new place would be denied it here.');
  end if;
end;
$$;

comment on function stagedoor.refuse_denial_by_move is
'Refuse a move by which a denial meets a grant from above.

Raises 42501 unless the mover holds access:grant there (F50).';

create function stagedoor.move_scope(p_scope_id uuid, p_parent_id uuid)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes scopes and reads accesses above the new place.
declare
  v_scope     stagedoor.scopes;
  v_parent    stagedoor.scopes;
  v_at_stake  pg_catalog.text[];
  v_denied    pg_catalog.text[];
  v_missing   pg_catalog.text[];
begin
  perform stagedoor.enforce('project:delete', p_scope_id);
  perform stagedoor.enforce('project:create', p_parent_id);
  perform stagedoor.lock_trees(array[p_scope_id, p_parent_id]);
  perform stagedoor.require('project:delete', p_scope_id);
  perform stagedoor.require('project:create', p_parent_id);

  select s.* into v_scope from stagedoor.scopes as s where s.id = p_scope_id;
  select s.* into v_parent from stagedoor.scopes as s where s.id = p_parent_id;
  if v_scope.parent_id = p_parent_id then
    return false;
  end if;

  -- Accesses above the new place will reach the scope: the mover grants them.
  select array_agg(distinct m.key order by m.key) into v_missing
  from (
    select distinct a.grant_id
    from stagedoor.user_accesses as a
    where a.scope_id = any (v_parent.path)
      and a.scope_id <> all (v_scope.path)
      and a.status <> 'Revoked'
  ) as coming
  cross join lateral unnest(
    stagedoor.keys_not_held(stagedoor.caller_id(), p_scope_id, coming.grant_id)) as m (key);
  if v_missing is not null and not stagedoor.can('access:escalate', p_scope_id) then
    perform stagedoor.raise_denied('access:escalate',
      'Holders at the new place would gain: ' || array_to_string(v_missing, ', '));
  end if;

  -- The mover's temporary access here must not become a lasting one by their accesses
  -- there, even if they may grant it to others.
  select array_agg(distinct m.key order by m.key) into v_missing
  from stagedoor.user_accesses as a
  cross join lateral unnest(stagedoor.keys_not_held(
    stagedoor.caller_id(), p_scope_id, a.grant_id, null, true, a.valid_until)) as m (key)
  where a.user_id = stagedoor.caller_id()
    and a.scope_id = any (v_parent.path)
    and a.scope_id <> all (v_scope.path)
    and a.status <> 'Revoked'
    and m.key <> all (stagedoor.keys_not_held(
      stagedoor.caller_id(), p_scope_id, a.grant_id));
  if v_missing is not null then
    perform stagedoor.raise_denied('access:escalate',
      'You would hold for longer: ' || array_to_string(v_missing, ', '));
  end if;

  perform stagedoor.refuse_lifted_denial_by_move(v_scope, v_parent);
  perform stagedoor.refuse_denial_by_move(v_scope, v_parent);

  -- Denials of the mover from above the old place, and the holders that remain there.
  select array_agg(distinct d.key) into v_denied
  from stagedoor.denials_left_behind(v_scope, v_parent) as d
  where d.user_id = stagedoor.caller_id();
  v_at_stake := stagedoor.holders_at_stake(array[p_scope_id], '{}');

  update stagedoor.scopes as s set parent_id = p_parent_id where s.id = p_scope_id;

  perform stagedoor.refuse_last_holders_leaving(v_at_stake);
  perform stagedoor.refuse_lifted_denial(
    stagedoor.caller_id(), array[p_scope_id], coalesce(v_denied, '{}'));
  return true;
end;
$$;

comment on function stagedoor.move_scope is
'Implementation of public.move_scope.';

create function stagedoor.archive_scope(p_scope_id uuid)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes scopes, which no request role may.
begin
  perform stagedoor.require_scope('project:delete', p_scope_id);
  update stagedoor.scopes as s
  set archived_at = stagedoor.instant()
  where s.id = p_scope_id and s.archived_at is null;
  return found;
end;
$$;

comment on function stagedoor.archive_scope is
'Implementation of public.archive_scope.';

create function stagedoor.restore_scope(p_scope_id uuid)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes scopes, which no request role may.
begin
  perform stagedoor.require_scope('project:delete', p_scope_id);
  update stagedoor.scopes as s
  set archived_at = null
  where s.id = p_scope_id and s.archived_at is not null;
  return found;
end;
$$;

comment on function stagedoor.restore_scope is
'Implementation of public.restore_scope.';

-- Privileges.

revoke all on function
  stagedoor.rename_scope,
  stagedoor.set_time_zone,
  stagedoor.last_day,
  stagedoor.denials_left_behind,
  stagedoor.refuse_lifted_denial_by_move,
  stagedoor.refuse_denial_by_move,
  stagedoor.move_scope,
  stagedoor.archive_scope,
  stagedoor.restore_scope
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor.rename_scope,
  stagedoor.set_time_zone,
  stagedoor.last_day,
  stagedoor.move_scope,
  stagedoor.archive_scope,
  stagedoor.restore_scope
to authenticated;
