-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.applicable_grants (
  p_user_id        uuid,
  p_permission_key text,
  p_scope_id       uuid
)
  returns table (
    access_id      uuid,
    permission_key text,
    policy         text,
    state          text,
    via            text,
    held_at        uuid,
    valid_from     timestamp with time zone,
    valid_until    timestamp with time zone,
    is_delegated   boolean
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
  v_path        pg_catalog.uuid[];
  v_project_id  pg_catalog.uuid;
  v_is_assigned boolean;
begin
  select s.path, s.project_id into v_path, v_project_id
  from stagedoor.scopes as s
  where s.id = p_scope_id;
  v_is_assigned := v_project_id is not null
    and stagedoor.is_assigned(p_user_id, v_project_id);

  return query
  with seen as (
    select a.*
    from (select p_user_id as user_id, unnest(v_path) as scope_id) as along
    join stagedoor.user_accesses as a
      on a.user_id = along.user_id and a.scope_id = along.scope_id
    union all
    -- An invitation speaks to whoever has confirmed its address.
    select a.*
    from stagedoor.invitations as i
    join stagedoor.user_accesses as a on a.id = i.access_id
    where i.email = stagedoor.confirmed_email(p_user_id)
      and a.user_id is null
      and a.status = 'Invited'
      and a.scope_id = any (v_path)
  ),
  granted as (
    select a.*, t.assigned_only, c.policy, c.key
    from seen as a
    join stagedoor.grant_targets as t on t.id = a.grant_id
    cross join lateral (
      select 'allow', k from unnest(t.allow_keys) as k
      union all select 'own', k from unnest(t.own_keys) as k
      union all select 'locked', k from unnest(t.locked_keys) as k
      union all select 'deny', k from unnest(t.deny_keys) as k
    ) as c (policy, key)
    where p_permission_key is null or c.key = p_permission_key
  ),
  reaching as (
    select c.*, at.project_id as held_in_project
    from granted as c
    join stagedoor.scopes as at on at.id = c.scope_id
    where at.project_id is not null
      or v_is_assigned
      or c.policy || ' ' || c.key <> all (c.assigned_only)
  ),
  standing as (
    select r.*, own.state as own_state, d.state as delegated_state, d.horizon
    from reaching as r
    cross join lateral (
      select stagedoor.access_state(r.status, r.valid_from, r.valid_until, v_now) as state
    ) as own
    left join lateral stagedoor.delegation_standing(r.id, r.key, p_scope_id) as d
      on r.delegated_from is not null
  )
  select
    s.id,
    s.key,
    s.policy,
    case when s.own_state = 'live' then coalesce(s.delegated_state, 'live')
      else s.own_state end,
    case
      when s.delegated_from is not null then 'delegation'
      when s.grant_type = 'permission' then 'permission'
      else 'role:' || (
        select r.role_key from stagedoor.permission_roles as r where r.id = s.grant_id)
    end,
    s.scope_id,
    s.valid_from,
    least(s.valid_until, case when s.delegated_state = 'live' then s.horizon end),
    s.delegated_from is not null
  from standing as s
  where s.delegated_state is distinct from 'withdrawn';
end;
$function$;

comment on function "stagedoor"."applicable_grants"(uuid, text, uuid) is
  'Every access with a say about a key at a scope, live or not.

What a decision is folded from. A null key asks for all keys. state: live, invited,
not_yet_valid, expired, revoked; via: role:<key>, permission or delegation (F96).';

revoke all on function "stagedoor"."applicable_grants"(uuid, text, uuid) from public;

grant execute on function "stagedoor"."applicable_grants"(uuid, text, uuid) to "postgres";
