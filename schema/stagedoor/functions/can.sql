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
  -- The bits of stagedoor.grant_targets.
  c_deny       constant integer := 1;
  c_allow      constant integer := 2;
  c_own        constant integer := 4;
  c_locked     constant integer := 8;
  c_step_up    constant integer := 16;
  c_policies   constant integer := 15;  -- deny, allow, own, locked
  c_assigned   constant integer := 960;  -- the same for assigned projects only, 6 bits up
  c_common     constant integer := 979;  -- deny, allow, step_up, assigned
  v_user_id    pg_catalog.uuid := stagedoor.caller_id();
  v_now        pg_catalog.timestamptz := stagedoor.instant();
  v_path       pg_catalog.uuid[];
  v_near       pg_catalog.uuid[];
  v_project_id pg_catalog.uuid;
  v_archived   boolean;
  v_effects    integer;
  v_is_live    boolean;
begin
  -- At the project and below, a key covers whatever its modifier; from above, an :assigned
  -- key covers only projects in which the user has an access of their own.
  select
    s.path, s.path[array_position(s.path, s.project_id):], s.project_id, s.is_archived
  into v_path, v_near, v_project_id, v_archived
  from stagedoor.scopes as s
  where s.id = p_scope_id;

  -- A scope that does not exist takes the same way, and the same time, as a foreign one.
  if not found then
    v_path := array[p_scope_id];
  elsif v_archived and not stagedoor.counts_when_archived(p_permission_key) then
    return false;
  end if;

  -- What each applicable grant does to the key, as bits.
  select
    coalesce(bit_or(
      (t.key_bits -> p_permission_key)::integer
        >> case when a.scope_id = any (v_near) then 0 else 16 end), 0),
    exists (select from stagedoor.live_accounts as l where l.id = v_user_id)
  into v_effects, v_is_live
  -- Pairs of person and place: before 17 a person and an array of places would be looked up
  -- by the person alone, and everything that they hold be read.
  from (select v_user_id as user_id, unnest(v_path) as scope_id) as along
  join stagedoor.user_accesses as a
    on a.user_id = along.user_id and a.scope_id = along.scope_id
  join stagedoor.grant_targets as t on t.id = a.grant_id
  where a.status = 'Active'
    and a.delegated_from is null
    -- stagedoor.live_accesses written out: every request comes this way.
    and (a.valid_from is null or a.valid_from <= v_now)
    and (a.valid_until is null or a.valid_until > v_now);

  -- Common case: allowed, nothing denied, no step-up, nothing that depends on an
  -- assignment.
  if v_effects & c_common = c_allow then
    return v_is_live;
  end if;

  -- What came from above for assigned projects alone, where this is one.
  if v_effects & c_assigned <> 0 and v_project_id is not null
    and stagedoor.is_assigned(v_user_id, v_project_id)
  then
    v_effects := v_effects | (v_effects >> 6 & c_policies);
  end if;

  -- deny
  if v_effects & c_deny <> 0 then
    return false;
  end if;

  -- allow, own, locked
  if v_effects & c_allow = 0
    and (v_effects & c_own <> 0 and p_owner_id = v_user_id) is not true
    and (v_effects & c_locked <> 0 and exists (
      select
      from stagedoor.elevated_scopes(v_user_id, stagedoor.session_id()) as e
      where e.scope_id = any (v_path)
    )) is not true
  then
    -- What is delegated is looked for only now.
    if not exists (
      select
      from stagedoor.user_accesses as a
      where a.user_id = v_user_id
        and a.scope_id = any (v_path)
        and a.status = 'Active'
        and a.delegated_from is not null
    ) or not stagedoor.is_delegated_to(v_user_id, p_permission_key, p_scope_id) then
      return false;
    end if;
    v_effects := case when (
      select p.requires_aal2
      from stagedoor.permissions as p
      where p.permission_key = p_permission_key
    ) then c_step_up else 0 end;
  end if;

  -- a second factor
  if v_effects & c_step_up <> 0 and stagedoor.session_aal() <> 'aal2' then
    return false;
  end if;
  return v_is_live;
end;
$function$;

comment on function "stagedoor"."can"(text, uuid, uuid) is 'Whether the caller holds a key at a scope now (F13, F95).

Implementation of public.can.';

revoke all on function "stagedoor"."can"(text, uuid, uuid) from public;

grant execute on function "stagedoor"."can"(text, uuid, uuid) to "authenticated", "postgres";
