-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.fold_keys (
  p_user_id    uuid,
  p_scope_id   uuid,
  p_session_id uuid,
  p_aal        text
)
  returns table (
    held_keys      text[],
    allow_keys     text[],
    own_keys       text[],
    locked_keys    text[],
    elevated_until timestamp with time zone,
    horizon        timestamp with time zone
  )
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan'
  AS $function$
-- Reads the accesses of anybody. Asked by definers only, which check who asks about whom.
declare
  v_now pg_catalog.timestamptz := stagedoor.instant();
  v_scope       pg_catalog.record;
  v_access      pg_catalog.record;
  v_is_live     boolean;
  v_is_delegated     boolean;
  v_is_assigned boolean;
  v_denied      pg_catalog.text[] := '{}';
  v_steps       pg_catalog.text[] := '{}';
  v_is_indirect boolean := false;
begin
  allow_keys := '{}';
  own_keys := '{}';
  locked_keys := '{}';
  held_keys := '{}';

  select s.path, s.project_id, s.is_archived into v_scope
  from stagedoor.scopes as s
  where s.id = p_scope_id;
  -- A scope that does not exist takes the same way, and the same time, as a foreign one.
  v_scope.path := coalesce(v_scope.path, array[p_scope_id]);

  select
    exists (select from stagedoor.live_accounts as l where l.id = p_user_id),
    exists (
      select from stagedoor.user_accesses as a
      where a.user_id = p_user_id
        and a.scope_id = any (v_scope.path)
        and a.status = 'Active'
        and a.delegated_from is not null
    )
  into v_is_live, v_is_delegated;
  if not v_is_live then
    horizon := stagedoor.banned_until(p_user_id);
    return next;
    return;
  end if;

  for v_access in
    select
      a.scope_id, a.valid_from, a.valid_until, t.allow_keys, t.own_keys, t.locked_keys,
      t.deny_keys, t.assigned_only, t.step_up_keys
    from (select p_user_id as user_id, unnest(v_scope.path) as scope_id) as along
    join stagedoor.user_accesses as a
      on a.user_id = along.user_id and a.scope_id = along.scope_id
    join stagedoor.grant_targets as t on t.id = a.grant_id
    where a.status = 'Active'
      and a.delegated_from is null
      and (a.valid_until is null or a.valid_until > v_now)
  loop
    horizon := least(
      horizon, case when v_access.valid_from > v_now then v_access.valid_from end);
    continue when v_access.valid_from > v_now;
    horizon := least(horizon, v_access.valid_until);

    if v_access.assigned_only <> '{}' and (v_scope.project_id is null
      or array_position(v_scope.path, v_access.scope_id)
        < array_position(v_scope.path, v_scope.project_id))
    then
      v_is_indirect := true;
      v_is_assigned := coalesce(v_is_assigned, v_scope.project_id is not null
        and stagedoor.is_assigned(p_user_id, v_scope.project_id));
      if not v_is_assigned then
        v_access.allow_keys := stagedoor.keys_reaching(
          v_access.allow_keys, 'allow', v_access.assigned_only);
        v_access.own_keys := stagedoor.keys_reaching(
          v_access.own_keys, 'own', v_access.assigned_only);
        v_access.locked_keys := stagedoor.keys_reaching(
          v_access.locked_keys, 'locked', v_access.assigned_only);
        v_access.deny_keys := stagedoor.keys_reaching(
          v_access.deny_keys, 'deny', v_access.assigned_only);
      end if;
    end if;

    allow_keys := allow_keys || v_access.allow_keys;
    own_keys := own_keys || v_access.own_keys;
    locked_keys := locked_keys || v_access.locked_keys;
    v_denied := v_denied || v_access.deny_keys;
    v_steps := v_steps || v_access.step_up_keys;
  end loop;

  if v_is_delegated then
    for v_access in
      select c.key, c.valid_until, t.step_up_keys
      from stagedoor.user_accesses as a
      join stagedoor.grant_targets as t on t.id = a.grant_id
      cross join lateral (
        select k.permission_key, k.valid_until
        from stagedoor.applicable_grants(p_user_id, null, p_scope_id) as k
        where k.access_id = a.id and k.state = 'live'
      ) as c (key, valid_until)
      where a.user_id = p_user_id
        and a.scope_id = any (v_scope.path)
        and a.status = 'Active'
        and a.delegated_from is not null
    loop
      allow_keys := allow_keys || v_access.key;
      v_steps := v_steps || v_access.step_up_keys;
      horizon := least(horizon, v_access.valid_until);
    end loop;
  end if;

  -- What is delegated, or reaches by another access, ends with those who delegate and with
  -- that access.
  if v_is_indirect or v_is_delegated then
    horizon := least(
      horizon,
      stagedoor.next_change_elsewhere(p_user_id, null, p_scope_id),
      (
        select min(a.valid_from)
        from stagedoor.user_accesses as a
        where a.user_id = p_user_id
          and a.scope_id = any (v_scope.path)
          and a.status = 'Active'
          and a.delegated_from is not null
          and a.valid_from > v_now
      ));
  end if;

  if p_aal is distinct from 'aal2' then
    v_denied := v_denied || v_steps;
  end if;
  if v_scope.is_archived then
    allow_keys := stagedoor.keys_when_archived(allow_keys);
    own_keys := stagedoor.keys_when_archived(own_keys);
    locked_keys := stagedoor.keys_when_archived(locked_keys);
  end if;
  if v_denied <> '{}' then
    allow_keys := array(select k from unnest(allow_keys) as k where k <> all (v_denied));
    own_keys := array(select k from unnest(own_keys) as k where k <> all (v_denied));
    locked_keys := array(select k from unnest(locked_keys) as k where k <> all (v_denied));
  end if;

  held_keys := allow_keys || own_keys;
  if locked_keys <> '{}' then
    select min(e.ends_at) into elevated_until
    from stagedoor.elevated_scopes(p_user_id, p_session_id) as e
    where e.scope_id = any (v_scope.path);
    if elevated_until is not null then
      held_keys := held_keys || locked_keys;
      horizon := least(horizon, elevated_until);
    end if;
  end if;
  return next;
end;
$function$;

comment on function "stagedoor"."fold_keys"(uuid, uuid, uuid, text) is
  'All keys of somebody at one scope, without a row in hand (F13).

Keys held on what is one''s own count, locked ones while elevated. held_keys are those
that count; the other arrays say by which policy. horizon is the earliest moment at which
an access that has a say begins or ends (F114).';

revoke all on function "stagedoor"."fold_keys"(uuid, uuid, uuid, text) from public;

grant execute on function "stagedoor"."fold_keys"(uuid, uuid, uuid, text) to "postgres";
