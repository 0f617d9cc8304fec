-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.can (
  p_permission_key text,
  p_scope_id       uuid,
  p_owner_id       uuid default null::uuid
)
  returns boolean
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan'
  AS $function$
-- Reads scopes, accesses and accounts of which a request sees its own part only. The twin
-- of decide(): one look at the scope, one aggregate over the accesses along its path.
declare
  v_user_id    uuid := auth.uid();
  v_now        timestamptz := stagedoor.instant();
  v_path       uuid[];
  v_near       uuid[];
  v_project_id uuid;
  v_archived   boolean;
  v_denies     boolean;
  v_allows     boolean;
  v_owns       boolean;
  v_locks      boolean;
  v_is_narrow  boolean;
  v_steps_up   boolean;
begin
  select s.path, s.project_id, s.is_archived into v_path, v_project_id, v_archived
  from stagedoor.scopes as s
  where s.id = p_scope_id;

  if v_user_id is null or v_path is null
    or (v_archived and not stagedoor.counts_when_archived(p_permission_key))
  then
    return false;
  end if;

  -- At the project and below, a key covers whatever its modifier; from above, an :assigned
  -- key covers only projects in which the user has an access of their own.
  v_near := v_path[array_position(v_path, v_project_id):];

  loop
    select
      bool_or(p_permission_key = any (t.deny_keys)
        and (near.is_near or 'deny ' || p_permission_key <> all (t.assigned_only))),
      bool_or(p_permission_key = any (t.allow_keys)
        and (near.is_near or 'allow ' || p_permission_key <> all (t.assigned_only))),
      bool_or(p_permission_key = any (t.own_keys)
        and (near.is_near or 'own ' || p_permission_key <> all (t.assigned_only))),
      bool_or(p_permission_key = any (t.locked_keys)
        and (near.is_near or 'locked ' || p_permission_key <> all (t.assigned_only))),
      bool_or(not near.is_near and t.assigned_only && array[
        'deny ' || p_permission_key, 'allow ' || p_permission_key,
        'own ' || p_permission_key, 'locked ' || p_permission_key]),
      bool_or(p_permission_key = any (t.step_up_keys))
    into v_denies, v_allows, v_owns, v_locks, v_is_narrow, v_steps_up
    from stagedoor.user_accesses as a
    join stagedoor.grant_targets as t on t.id = a.grant_id
    cross join lateral (select coalesce(a.scope_id = any (v_near), false)) as near (is_near)
    where a.user_id = v_user_id
      and a.scope_id = any (v_path)
      and a.status = 'Active'
      and a.delegated_from is null
      and (a.valid_from is null or a.valid_from <= v_now)
      and (a.valid_until is null or a.valid_until > v_now);

    exit when v_is_narrow is not true or v_project_id is null
      or not stagedoor.is_assigned(v_user_id, v_project_id, v_now);
    v_near := v_path;
  end loop;

  if v_denies then
    return false;
  end if;

  if v_allows is not true
    and (v_owns and p_owner_id = v_user_id) is not true
    and (v_locks and exists (
      select
      from stagedoor.elevated_scopes(v_user_id, stagedoor.session_id(), v_now) as e
      where e.scope_id = any (v_path)
    )) is not true
  then
    -- What is lent is looked for only now.
    if not stagedoor.is_lent(v_user_id, p_permission_key, p_scope_id, v_now) then
      return false;
    end if;
    v_steps_up := (
      select p.requires_aal2
      from stagedoor.permissions as p
      where p.permission_key = p_permission_key
    );
  end if;

  if v_steps_up and stagedoor.session_aal() <> 'aal2' then
    return false;
  end if;
  return stagedoor.account_is_live(v_user_id);
end;
$function$;

comment on function "stagedoor"."can"(text, uuid, uuid) is 'Whether the caller holds a key at a scope now (F13, F95).

Guard and work of public.can.';

revoke all on function "stagedoor"."can"(text, uuid, uuid) from public;

grant execute on function "stagedoor"."can"(text, uuid, uuid) to "authenticated", "postgres";
