-- Guards: a key is enforced before a lock and again behind it, a user grants only keys that
-- they hold, and lifts no denial of their own.

create function stagedoor.require(
  p_permission_key text, p_scope_id uuid, p_owner_id uuid default null
)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads what a decision reads, and notes the access and the elevation that it took.
begin
  perform stagedoor.enforce(p_permission_key, p_scope_id, p_owner_id);
  perform stagedoor.note_use(p_permission_key, p_scope_id, p_owner_id);
  return stagedoor.use_elevation(p_permission_key, p_scope_id, p_owner_id);
end;
$$;

comment on function stagedoor.require is
'Guard a function that writes: enforce, and note an elevation.

Returns the elevation that opened it, which is an event, or null (F57, F60). Raises as
enforce does.';

create function stagedoor.require_scope(
  p_permission_key  text,
  p_scope_id        uuid,
  p_scope_type      text    default null,
  p_removes         boolean default false,
  out scope         stagedoor.scopes,
  out elevation_id  uuid
)
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Locks a scope, which no request role may. Enforced before the lock, so that only a holder
-- of the key can lock a scope, and again behind it, because the key may be lost meanwhile.
begin
  perform stagedoor.enforce(p_permission_key, p_scope_id);
  if p_removes then
    perform stagedoor.lock_trees(array[p_scope_id]);
  end if;
  select s.* into scope
  from stagedoor.scopes as s
  where s.id = p_scope_id
  for no key update;
  elevation_id := stagedoor.require(p_permission_key, p_scope_id);
  -- A holder of the key may know the scope and its type.
  if scope.scope_type <> p_scope_type then
    perform stagedoor.raise_not_found(initcap(p_scope_type));
  end if;
end;
$$;

comment on function stagedoor.require_scope is
'Guard a change of a scope: enforce, lock it, require.

p_scope_type: the required type, null for any; p_removes: whether the change may remove a
holder of access:grant, which locks the tree. Returns the scope and the elevation that
opened it. Raises 42501 or PT404.';

create function stagedoor.enforce_row(
  p_what           text,
  p_view_key       text,
  p_permission_key text,
  p_scope_id       uuid,
  p_owner_id       uuid default null
)
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads what a decision reads.
begin
  -- A row that was not found has no scope, and no key is held there.
  if not stagedoor.can(p_view_key, p_scope_id, p_owner_id) then
    perform stagedoor.raise_not_found(p_what);
  end if;
  perform stagedoor.enforce(p_permission_key, p_scope_id, p_owner_id);
end;
$$;

comment on function stagedoor.enforce_row is
'Guard a change of one row, before it is locked (F57, F86).

A definer selects the row and calls this, selects the row again for update, and calls
require for the locked row. Raises PT404, naming p_what, where there is no row or the caller
may not see it by p_view_key, and 42501 as enforce does.';

create function stagedoor.keys_lacked(
  p_user_id   uuid,
  p_scope_id  uuid,
  p_wanted    text[],
  p_narrow    text[],
  p_step_up   text[],
  p_aal       text        default null,
  p_must_last boolean     default false,
  p_until     timestamptz default null
)
returns text[]
language plpgsql
stable
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
-- Reads the accesses of every user. Asked by definers only.
declare
  v_scope       stagedoor.scopes;
  v_near        pg_catalog.uuid[];
  v_is_assigned boolean;
begin
  select s.* into v_scope from stagedoor.scopes as s where s.id = p_scope_id;
  -- As can() has it: the project and what is below it, on the way to the scope.
  v_near := v_scope.path[array_position(v_scope.path, v_scope.project_id):];
  v_is_assigned := v_scope.project_id is not null
    and stagedoor.is_assigned(p_user_id, v_scope.project_id);

  return array(
    select distinct wanted.key
    from unnest(p_wanted) as w (wanted)
    cross join lateral (
      select split_part(w.wanted, ' ', 1), split_part(w.wanted, ' ', 2)
    ) as wanted (policy, key)
    where stagedoor.is_denied(p_user_id, wanted.key, p_scope_id)
      or (coalesce(p_aal, stagedoor.session_aal()) <> 'aal2'
        and wanted.key = any (p_step_up))
      -- Delegated permissions do not count: they cannot be passed on by granting.
      or not exists (
        select
        from (select p_user_id as user_id, unnest(v_scope.path) as scope_id) as along
        join stagedoor.live_accesses as a
          on a.user_id = along.user_id and a.scope_id = along.scope_id
        join stagedoor.grant_targets as g on g.id = a.grant_id
        cross join lateral (
          select 'allow' where wanted.key = any (g.allow_keys)
          union all
          select 'own' where wanted.policy = 'own' and wanted.key = any (g.own_keys)
          union all
          select 'locked'
          where wanted.policy = 'locked' and wanted.key = any (g.locked_keys)
        ) as held (policy)
        where a.delegated_from is null
          -- For as long as the grant lasts, where p_must_last asks for it.
          and (not p_must_last or a.valid_until is null or a.valid_until >= p_until)
          -- And with the reach of the grant.
          and (
            a.scope_id = any (v_near)
            or v_is_assigned
            or held.policy || ' ' || wanted.key <> all (g.assigned_only)
            or (v_scope.project_id is null and w.wanted = any (p_narrow))
          )
      )
    order by wanted.key
  );
end;
$$;

comment on function stagedoor.keys_lacked is
'Of some keys, those that a user does not hold there as strongly (F94).

p_wanted: as in "allow access:grant"; p_narrow: those of them that are meant for assigned
projects only; p_step_up: the keys that ask for a second factor. The rest is that of
keys_not_held.';

create function stagedoor.keys_not_held(
  p_user_id   uuid,
  p_scope_id  uuid,
  p_grant_id  uuid,
  p_aal       text        default null,
  p_must_last boolean     default false,
  p_until     timestamptz default null
)
returns text[]
language plpgsql
stable
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
-- Reads the keys of a grant, which no request role may. Called by definers only.
begin
  return coalesce((
    select stagedoor.keys_lacked(
      p_user_id, p_scope_id,
      array(
        select 'allow ' || k from unnest(t.allow_keys) as k
        union all select 'own ' || k from unnest(t.own_keys) as k
        union all select 'locked ' || k from unnest(t.locked_keys) as k
      ),
      t.assigned_only, t.step_up_keys, p_aal, p_must_last, p_until)
    from stagedoor.grant_targets as t
    where t.id = p_grant_id
  ), '{}');
end;
$$;

comment on function stagedoor.keys_not_held is
'Keys of a role or permission that a user does not hold there (F94).

Or holds less strongly. p_aal: the level to judge by; null is that of the session.
p_must_last: whether their own grants must last until p_until, null being for ever.';

create function stagedoor.is_service()
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the database role, which a request cannot choose, and no claim, which any SQL
-- session can set: a claim only withdraws rights.
declare
  v_role pg_catalog.text := coalesce(
    nullif(current_setting('role', true), 'none'), session_user);
begin
  return stagedoor.client_id() is null and (v_role = 'service_role' or exists (
    select
    from pg_catalog.pg_roles as r
    where r.rolname = v_role
      and (r.rolsuper or r.oid = (
        select n.nspowner from pg_catalog.pg_namespace as n where n.nspname = 'stagedoor'))
  ));
end;
$$;

comment on function stagedoor.is_service is
'Whether the service key or the owner of the engine acts.

Neither a user nor an app with a user''s token.';

create function stagedoor.refuse_escalation(
  p_scope_id uuid, p_grant_id uuid, p_for_user_id uuid, p_until timestamptz default null
)
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the caller's keys. The service may grant any key, and is recorded as such.
declare
  v_caller  pg_catalog.uuid := stagedoor.caller_id();
  v_missing pg_catalog.text[];
begin
  if v_caller is null and stagedoor.is_service() then
    return;
  end if;

  -- To themselves a user grants only keys that they hold, and for as long as they hold
  -- them: a temporary access cannot be turned into a lasting one.
  v_missing := stagedoor.keys_not_held(
    v_caller, p_scope_id, p_grant_id, null,
    p_for_user_id is not distinct from v_caller, p_until);
  if cardinality(v_missing) = 0
    or (p_for_user_id is distinct from v_caller
      and stagedoor.can('access:escalate', p_scope_id))
  then
    return;
  end if;
  perform stagedoor.raise_denied('access:escalate',
    'You do not hold: ' || array_to_string(v_missing, ', '));
end;
$$;

comment on function stagedoor.refuse_escalation is
'Raise 42501 where the caller would grant a key they do not hold (F94).

p_for_user_id: the recipient. For the caller themselves access:escalate does not count, and
their own grants must last until p_until (F39).';

create function stagedoor.may_deny(
  p_giver_id uuid, p_user_id uuid, p_scope_id uuid, p_grant_id uuid,
  p_session_id uuid, p_aal text
)
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the accesses of every user. Asked by definers only.
begin
  -- Common case: it denies nothing.
  if not exists (
    select from stagedoor.grant_targets as t where t.id = p_grant_id and t.deny_keys <> '{}'
  ) then
    return true;
  end if;
  return not exists (
    select
    from stagedoor.scopes as s
    join stagedoor.open_accesses as a
      on a.user_id = p_user_id and a.scope_id = any (s.path) and a.scope_id <> s.id
    join stagedoor.grant_targets as t on t.id = a.grant_id
    cross join lateral stagedoor.decide(
      p_giver_id, 'access:grant', a.scope_id, null, p_session_id, p_aal) as d
    where s.id = p_scope_id
      -- A denial from above alone holds nothing that this one could take.
      and t.allow_keys || t.own_keys || t.locked_keys <> '{}'
      and not d.allowed
  );
end;
$$;

comment on function stagedoor.may_deny is
'Whether a user may grant another the denials of a grant (F50).

What comes from above is denied below by those who give access where it is held: otherwise
a project shuts out whoever runs the company. Yes for a grant that denies nothing.';

create function stagedoor.refuse_denial_from_below(
  p_user_id uuid, p_scope_id uuid, p_grant_id uuid
)
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the accesses of every user. The service gives what it likes, and is recorded as
-- such.
declare
  v_caller pg_catalog.uuid := stagedoor.caller_id();
begin
  if (v_caller is not null or not stagedoor.is_service())
    and not stagedoor.may_deny(
      v_caller, p_user_id, p_scope_id, p_grant_id, stagedoor.session_id(),
      stagedoor.session_aal())
  then
    perform stagedoor.raise_denied('access:grant',
      'They hold access above: who gives access there denies it.');
  end if;
end;
$$;

comment on function stagedoor.refuse_denial_from_below is
'Refuse to deny a user keys that they hold from above.

Raises 42501 unless the caller holds access:grant wherever above the person holds something
(F50).';

create function stagedoor.refuse_lifted_denial(
  p_user_id uuid, p_scope_ids uuid[], p_keys text[]
)
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the accesses of every user. Called while the denial of these keys does not count.
-- The service may lift any denial, and is recorded as such.
declare
  v_caller   pg_catalog.uuid := stagedoor.caller_id();
  v_regained pg_catalog.text[];
  v_missing  pg_catalog.text[];
begin
  if p_user_id is null or cardinality(p_keys) = 0
    or (v_caller is null and stagedoor.is_service())
  then
    return;
  end if;

  with touched as (
    -- There, and in every scope below in which the user has an access.
    select s.id, s.path from stagedoor.scopes as s where s.id = any (p_scope_ids)
    union
    select at.id, at.path
    from stagedoor.user_accesses as a
    join stagedoor.scopes as at on at.id = a.scope_id
    where a.user_id = p_user_id and a.status = 'Active' and at.path && p_scope_ids
  ),
  regained as (
    -- Locked counts: an elevation opens it.
    select denied.scope_id, k.policy, k.key
    from touched as t
    join unnest(p_scope_ids) as denied (scope_id) on denied.scope_id = any (t.path)
    cross join lateral stagedoor.fold_keys(p_user_id, t.id, null, 'aal2') as f
    cross join lateral (
      select 'allow', unnest(f.allow_keys)
      union all select 'own', unnest(f.own_keys)
      union all select 'locked', unnest(f.locked_keys)
    ) as k (policy, key)
    where k.key = any (p_keys)
    union
    -- An access that has not begun yet will count without the denial, too.
    select s.id, k.policy, k.key
    from stagedoor.scopes as s
    join stagedoor.user_accesses as a on a.user_id = p_user_id
    join stagedoor.scopes as at on at.id = a.scope_id
    join stagedoor.grant_targets as t on t.id = a.grant_id
    cross join lateral (
      select 'allow', unnest(t.allow_keys)
      union all select 'own', unnest(t.own_keys)
      union all select 'locked', unnest(t.locked_keys)
    ) as k (policy, key)
    where s.id = any (p_scope_ids)
      and (a.scope_id = any (s.path) or s.id = any (at.path))
      and a.status = 'Active'
      and a.valid_from > stagedoor.instant()
      and k.key = any (p_keys)
  )
  select
    array_agg(distinct r.key order by r.key),
    array_agg(distinct r.key order by r.key) filter (
      where p_user_id is distinct from v_caller
        and stagedoor.keys_lacked(
          v_caller, r.scope_id, array[r.policy || ' ' || r.key], '{}',
          case when p.requires_aal2 then array[r.key] else '{}' end) <> '{}'
        and not stagedoor.can('access:escalate', r.scope_id))
  into v_regained, v_missing
  from regained as r
  join stagedoor.permissions as p on p.permission_key = r.key;

  if p_user_id = v_caller and v_regained is not null then
    perform stagedoor.raise_denied('access:revoke',
      'It denies you: ' || array_to_string(v_regained, ', '));
  elsif v_missing is not null then
    perform stagedoor.raise_denied('access:escalate',
      'It denies what you do not hold: ' || array_to_string(v_missing, ', '));
  end if;
end;
$$;

comment on function stagedoor.refuse_lifted_denial is
'Refuse to lift a denial that suppresses a grant (F50).

Lifting it grants the keys anew: a user cannot lift their own denial, and others lift it
only for keys that they hold where it was denied (F94). Raises 42501.';

-- Privileges. For definers only.

revoke all on function
  stagedoor.require,
  stagedoor.require_scope,
  stagedoor.enforce_row,
  stagedoor.keys_lacked,
  stagedoor.keys_not_held,
  stagedoor.is_service,
  stagedoor.refuse_escalation,
  stagedoor.may_deny,
  stagedoor.refuse_denial_from_below,
  stagedoor.refuse_lifted_denial
from public, anon, authenticated, service_role;
