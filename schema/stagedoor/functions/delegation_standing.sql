-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.delegation_standing (
  p_access_id      uuid,
  p_permission_key text,
  p_scope_id       uuid
)
  returns table (
    state   text,
    horizon timestamp with time zone
  )
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  AS $function$
-- Reads the delegator's accesses, which the delegate may not see. A delegation counts while
-- what it is delegated from is live and still grants the key to a delegator who still has
-- it.
declare
  v_now pg_catalog.timestamptz := stagedoor.instant();
  v_source      pg_catalog.record;
  v_scope       stagedoor.scopes;
  v_is_assigned boolean;
begin
  select
    p.permission_key as key,
    source.id, source.user_id, source.delegated_from, source.valid_from, source.valid_until,
    stagedoor.access_state(source.status, source.valid_from, source.valid_until, v_now)
      as state,
    source.scope_id,
    p.permission_key = any (t.allow_keys) as is_conveyed,
    'allow ' || p.permission_key = any (t.assigned_only)
      and at.project_id is null as is_narrow,
    array[p.permission_key, p_permission_key] && t.deny_keys as denies,
    array['deny ' || p.permission_key, 'deny ' || p_permission_key] && t.assigned_only
      and at.project_id is null as denies_narrowly
  into v_source
  from stagedoor.user_accesses as a
  join stagedoor.permissions as p on p.id = a.grant_id
  join stagedoor.user_accesses as source on source.id = a.delegated_from
  join stagedoor.grant_targets as t on t.id = source.grant_id
  join stagedoor.scopes as at on at.id = source.scope_id
  where a.id = p_access_id;

  select s.* into v_scope from stagedoor.scopes as s where s.id = p_scope_id;

  -- What the delegator would not have there even if all were live is no reason to wait.
  v_is_assigned := v_scope.project_id is not null
    and stagedoor.is_assigned(v_source.user_id, v_scope.project_id);
  if not v_source.is_conveyed
    -- The scope may have moved away from where it was delegated.
    or v_source.scope_id <> all (v_scope.path)
    or (v_source.is_narrow and not v_is_assigned)
    or (v_source.denies and (v_is_assigned or not v_source.denies_narrowly))
    or not stagedoor.account_is_live(v_source.user_id)
    or stagedoor.is_denied(v_source.user_id, v_source.key, p_scope_id)
    or stagedoor.is_denied(v_source.user_id, p_permission_key, p_scope_id)
  then
    state := 'withdrawn';
    return next;
    return;
  end if;

  if v_source.delegated_from is not null then
    select d.state, d.horizon into state, horizon
    from stagedoor.delegation_standing(v_source.id, p_permission_key, p_scope_id) as d;
  end if;
  if state is distinct from 'withdrawn' and v_source.state <> 'live' then
    state := v_source.state;
    horizon := case when state = 'not_yet_valid' then v_source.valid_from end;
  elsif state is null or state = 'live' then
    state := 'live';
    horizon := least(horizon, v_source.valid_until);
  end if;
  return next;
end;
$function$;

comment on function "stagedoor"."delegation_standing"(uuid, text, uuid) is
  'What a delegation is worth for a key at a scope (F20).

state: live, or why it is not; withdrawn: the delegator does not have the key there.
horizon: when that could change.';

revoke all on function "stagedoor"."delegation_standing"(uuid, text, uuid) from public;

grant execute on function "stagedoor"."delegation_standing"(uuid, text, uuid) to "postgres";
