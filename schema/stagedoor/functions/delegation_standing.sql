-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.delegation_standing (
  p_access_id uuid,
  p_scope_id  uuid,
  p_at        timestamp with time zone
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
-- what it is lent from is live and still conveys the key to a delegator who still has it.
declare
  v_access  record;
  v_scope   stagedoor.scopes;
  v_reaches boolean;
begin
  select s.* into v_scope from stagedoor.scopes as s where s.id = p_scope_id;

  select
    p.permission_key as key,
    source.id, source.user_id, source.delegated_from, source.valid_from, source.valid_until,
    stagedoor.access_state(source.status, source.valid_from, source.valid_until, p_at)
      as state,
    p.permission_key = any (t.allow_keys) as is_conveyed,
    'allow ' || p.permission_key = any (t.assigned_only)
      and at.project_id is null as is_narrow
  into v_access
  from stagedoor.user_accesses as a
  join stagedoor.permissions as p on p.id = a.grant_id
  join stagedoor.user_accesses as source on source.id = a.delegated_from
  join stagedoor.grant_targets as t on t.id = source.grant_id
  join stagedoor.scopes as at on at.id = source.scope_id
  where a.id = p_access_id;

  if v_access.state <> 'live' then
    state := v_access.state;
    horizon := case when state = 'not_yet_valid' then v_access.valid_from end;
    return next;
    return;
  end if;

  v_reaches := not v_access.is_narrow or (
    v_scope.project_id is not null
    and stagedoor.is_assigned(v_access.user_id, v_scope.project_id, p_at));

  if not v_access.is_conveyed or not v_reaches
    or not stagedoor.account_is_live(v_access.user_id)
    or stagedoor.is_denied(v_access.user_id, v_access.key, v_scope.id, p_at)
  then
    state := 'withdrawn';
    return next;
    return;
  end if;

  if v_access.delegated_from is null then
    state := 'live';
    horizon := v_access.valid_until;
  else
    select d.state, least(d.horizon, v_access.valid_until) into state, horizon
    from stagedoor.delegation_standing(v_access.id, p_scope_id, p_at) as d;
  end if;
  return next;
end;
$function$;

comment on function "stagedoor"."delegation_standing"(uuid, uuid, timestamp
  with time zone) is 'What a delegation is worth at a scope: live, or why it is not (F20).

withdrawn: the delegator no longer has the key there. horizon: when that could change.';

revoke all
  on function "stagedoor"."delegation_standing"(uuid, uuid, timestamp with time zone)
  from public;

grant execute
  on function "stagedoor"."delegation_standing"(uuid, uuid, timestamp with time zone)
  to "postgres";
