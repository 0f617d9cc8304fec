-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.decide (
  p_user_id        uuid,
  p_permission_key text,
  p_scope_id       uuid,
  p_owner_id       uuid,
  p_session_id     uuid,
  p_aal            text,
  p_is_about_other boolean default false
)
  returns table (
    allowed      boolean,
    policy       text,
    reason       text,
    remedy       text,
    valid_until  timestamp with time zone,
    access_id    uuid,
    elevation_id uuid
  )
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  AS $function$
-- Reads the accesses of anybody. Asked by definers only, which check who asks about whom.
declare
  v_scope   stagedoor.scopes;
  v_aal2    boolean;
  v_effects    pg_catalog.record;
  v_open_id pg_catalog.uuid;
  v_open_until pg_catalog.timestamptz;
begin
  -- 1. A session of an account that is live, and not an app's.
  if p_user_id is null and stagedoor.client_id() is not null
    and stagedoor.account_is_live(stagedoor.token_subject())
  then
    reason := 'client_not_allowed';
  elsif p_user_id is null or not stagedoor.account_is_live(p_user_id) then
    reason := 'no_session';
    valid_until := stagedoor.banned_until(p_user_id);
  end if;

  if reason is null then
    select p.requires_aal2 into v_aal2
    from stagedoor.permissions as p
    where p.permission_key = p_permission_key;
    if not found then
      reason := 'unknown_permission';
    end if;
  end if;

  if reason is null then
    select s.* into v_scope from stagedoor.scopes as s where s.id = p_scope_id;
    -- Asked alike whether the scope exists or not, so that time does not tell.
    if not stagedoor.is_member(p_user_id, p_scope_id) then
      reason := case
        when p_is_about_other and v_scope.id is not null then 'not_a_member'
        else 'unknown_scope'
      end;
    elsif v_scope.is_archived and not stagedoor.counts_when_archived(p_permission_key) then
      reason := 'archived';
    end if;
  end if;

  if reason is null then
    -- 2 to 4. The accesses that count, their keys, and how far each reaches.
    select
      bool_or(c.policy = 'deny') filter (where c.state = 'live') as denies,
      bool_or(c.policy = 'allow' and not c.is_delegated) filter (where c.state = 'live')
        as allows,
      bool_or(c.policy = 'allow' and c.is_delegated) filter (where c.state = 'live')
        as delegates,
      bool_or(c.policy = 'own') filter (where c.state = 'live') as owns,
      bool_or(c.policy = 'locked') filter (where c.state = 'live') as locks,
      min(c.valid_until) filter (where c.state = 'live') as earliest_end,
      min(c.valid_from) filter (where c.state = 'not_yet_valid') as earliest_start,
      (array_agg(c.access_id order by
        array_position(array['deny', 'allow', 'own', 'locked'], c.policy), c.is_delegated,
        c.access_id) filter (where c.state = 'live'))[1] as strongest,
      -- Why not: accesses that would have answered yes if they were live.
      array_agg(distinct c.state) filter (where c.state <> 'live' and (
        c.policy = 'allow'
        or (c.policy = 'own' and p_owner_id = p_user_id)
        or (c.policy = 'locked' and exists (
          select from stagedoor.elevated_scopes(p_user_id, p_session_id) as e
          where e.scope_id = any (v_scope.path)))
      ) and not c.would_deny) as inactive
    into v_effects
    from (
      select k.*, bool_or(k.policy = 'deny') over (partition by k.access_id) as would_deny
      from stagedoor.applicable_grants(p_user_id, p_permission_key, p_scope_id) as k
    ) as c;

    if v_effects.locks then
      select e.elevation_id, e.ends_at into v_open_id, v_open_until
      from stagedoor.elevated_scopes(p_user_id, p_session_id) as e
      where e.scope_id = any (v_scope.path)
      order by e.ends_at
      limit 1;
    end if;

    access_id := v_effects.strongest;
    valid_until := least(
      v_effects.earliest_end, v_effects.earliest_start, v_open_until,
      stagedoor.next_change_elsewhere(p_user_id, p_permission_key, p_scope_id));

    -- 5. The strongest policy that applies: deny, allow, own, locked.
    reason := case
      when v_effects.denies then 'denied'
      when v_effects.allows then 'granted'
      when v_effects.delegates then 'delegated'
      when v_effects.owns and p_owner_id = p_user_id then 'own'
      when v_effects.locks and v_open_id is not null then 'elevated'
      when v_effects.locks then 'needs_master_code'
      when v_effects.owns then 'not_owner'
      when 'invited' = any (v_effects.inactive) then 'invited'
      when 'not_yet_valid' = any (v_effects.inactive) then 'not_yet_valid'
      when 'expired' = any (v_effects.inactive) then 'expired'
      when 'revoked' = any (v_effects.inactive) then 'revoked'
      else 'no_permission'
    end;
    elevation_id := case when reason = 'elevated' then v_open_id end;
    policy := case
      when reason = 'denied' then 'deny'
      when reason in ('granted', 'delegated') then 'allow'
      when reason in ('own', 'not_owner') then 'own'
      when reason in ('elevated', 'needs_master_code') then 'locked'
    end;

    -- 6. A second factor, where the key asks for one.
    if v_aal2 and p_aal is distinct from 'aal2'
      and reason in ('granted', 'delegated', 'own', 'elevated')
    then
      reason := 'needs_aal2';
    end if;
  end if;

  select r.is_allowed, r.remedy into allowed, remedy
  from stagedoor.decision_reasons as r
  where r.reason = decide.reason;
  return next;
end;
$function$;

comment on function "stagedoor"."decide"(uuid, text, uuid, uuid, uuid, text, boolean) is
  'One decision with its reason: one row.

{allowed, policy, reason, remedy, valid_until, access_id, elevation_id}.
valid_until is the earliest moment at which an access or elevation that had a say ends, or
one that could have a say begins (F114). Reasons are rows of stagedoor.decision_reasons
(F96).';

revoke all
  on function "stagedoor"."decide"(uuid, text, uuid, uuid, uuid, text, boolean)
  from public;

grant execute
  on function "stagedoor"."decide"(uuid, text, uuid, uuid, uuid, text, boolean)
  to "postgres";
