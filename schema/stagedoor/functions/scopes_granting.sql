-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.scopes_granting (
  p_permission_key text,
  p_is_own         boolean
)
  returns uuid[]
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan'
  AS $function$
-- Reads the caller's accesses and the scopes below them, more than a request may see.
declare
  -- The bits of stagedoor.grant_targets.
  c_deny     constant integer := 1;
  c_allow    constant integer := 2;
  c_own      constant integer := 4;
  c_locked   constant integer := 8;
  c_step_up  constant integer := 16;
  c_policies constant integer := 15;  -- deny, allow, own, locked
  c_above    constant integer := 975;  -- the same, and those for assigned projects only
  v_user_id  pg_catalog.uuid := stagedoor.caller_id();
  v_now      pg_catalog.timestamptz := stagedoor.instant();
  v_held     pg_catalog.record;
  v_effects  integer := 0;
  v_is_plain boolean := true;
  v_is_delegated boolean;
  v_groups   integer := 0;
  v_projects pg_catalog.uuid[] := '{}';
  v_tops     pg_catalog.uuid[] := '{}';
  v_covered  pg_catalog.uuid[];
  v_denied   pg_catalog.uuid[];
  v_taken    pg_catalog.uuid[];
begin
  if v_user_id is null or not stagedoor.account_is_live(v_user_id) then
    return '{}';
  end if;

  -- First what the grants do, by kind of scope. Common case: a key held by allow, at
  -- projects or at organizations, and nothing else about it.
  for v_held in
    select m.scope_type, m.scope_ids, (t.key_bits -> p_permission_key)::integer as bits
    from (
      select a.grant_id, a.scope_type, array_agg(a.scope_id) as scope_ids
      from stagedoor.user_accesses as a
      where a.user_id = v_user_id
        and a.status = 'Active'
        and a.delegated_from is null
        -- stagedoor.live_accesses written out: every policy comes this way.
        and (a.valid_from is null or a.valid_from <= v_now)
        and (a.valid_until is null or a.valid_until > v_now)
      group by a.grant_id, a.scope_type
    ) as m
    join stagedoor.grant_targets as t on t.id = m.grant_id
    where t.key_bits ? p_permission_key
  loop
    v_effects := v_effects | v_held.bits;
    if v_held.scope_type = 'project' and v_held.bits & c_policies = c_allow then
      v_projects := v_projects || v_held.scope_ids;
      v_groups := v_groups + 1;
    elsif v_held.scope_type = 'organization'
      and v_held.bits >> 16 & c_above = c_allow
    then
      v_tops := v_tops || v_held.scope_ids;
    else
      v_is_plain := false;
    end if;
  end loop;

  v_is_delegated := exists (
    select
    from stagedoor.user_accesses as a
    where a.user_id = v_user_id and a.status = 'Active' and a.delegated_from is not null
  );
  if (v_effects = 0 and not v_is_delegated) or (p_is_own and v_effects & c_own = 0) then
    return '{}';
  end if;

  if (v_effects & c_step_up <> 0 or v_is_delegated)
    and stagedoor.session_aal() <> 'aal2' and exists (
    select from stagedoor.permissions as p
    where p.permission_key = p_permission_key and p.requires_aal2
  ) then
    return '{}';
  end if;

  if v_is_plain and not v_is_delegated then
    return stagedoor.open_projects(v_projects, v_tops, v_groups > 1, p_permission_key);
  end if;

  if v_effects & c_deny <> 0 then
    v_denied := array(
      select h.covered_id
      from stagedoor.covered_scopes(v_user_id, p_permission_key, 'deny', 'roots') as h
    );
  end if;

  v_covered := array(
    select a.covered_id
    from stagedoor.covered_scopes(
      v_user_id, p_permission_key, 'allow',
      case when p_is_own then 'roots' else 'topmost' end) as a
    where v_effects & c_allow <> 0
    union
    select l.covered_id
    from stagedoor.covered_scopes(v_user_id, p_permission_key, 'locked', 'all') as l
    join stagedoor.scopes as s on s.id = l.covered_id
    where v_effects & c_locked <> 0 and exists (
      select
      from stagedoor.elevated_scopes(v_user_id, stagedoor.session_id()) as e
      where e.scope_id = any (s.path)
    )
    union
    select s.id
    from stagedoor.covered_scopes(v_user_id, p_permission_key, 'delegated', 'all') as s (id)
    where v_is_delegated
      and stagedoor.is_delegated_to(v_user_id, p_permission_key, s.id)
  );

  if p_is_own then
    v_taken := v_covered;
    v_covered := array(
      select distinct h.covered_id
      from stagedoor.covered_scopes(
        v_user_id, p_permission_key, 'own',
        case when v_is_delegated then 'all' else 'topmost' end) as h
      -- What is delegated ends where its delegator is denied, which may be below.
      where not v_is_delegated or not stagedoor.can(p_permission_key, h.covered_id)
    );
    if v_is_delegated then
      v_taken := null;
    end if;
  end if;
  return stagedoor.topmost_scopes(v_covered, v_denied, v_taken);
end;
$function$;

comment on function "stagedoor"."scopes_granting"(text, boolean) is
  'The set behind scopes_with and scopes_with_own, over all projects.';

revoke all on function "stagedoor"."scopes_granting"(text, boolean) from public;

grant execute on function "stagedoor"."scopes_granting"(text, boolean) to "postgres";
