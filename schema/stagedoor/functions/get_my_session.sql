-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.get_my_session (
  p_scope_id uuid
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan'
  AS $function$
-- Reads the caller's accesses and the items of the tenant.
declare
  v_user_id pg_catalog.uuid := stagedoor.caller_id();
  v_keys    pg_catalog.record;
  v_path    pg_catalog.uuid[];
begin
  perform stagedoor.refuse_client();
  select k.* into v_keys
  from stagedoor.page_keys(
    v_user_id, p_scope_id, stagedoor.session_id(), stagedoor.session_aal()) as k;
  -- Whoever holds a key there works there.
  if v_keys.allow_keys <> '{}' or stagedoor.works_at(v_user_id, p_scope_id) then
    select s.path into v_path from stagedoor.scopes as s where s.id = p_scope_id;
  end if;

  -- Written as text and read once: as jsonb, each item would be taken apart at every step.
  return json_build_object(
    'menu', (
      select coalesce(json_agg(i), '[]')
      from (
        select
          m.id, m.item_key, m.parent_id, m.label, m.path, m.icon, m.position,
          m.required_permission_key, m.is_active,
          m.required_permission_key is null
            or m.required_permission_key = any (v_keys.held_keys) as can_access
        from stagedoor.menu_items as m
        left join stagedoor.menu_items as above on above.id = m.parent_id
        where m.is_active
          and (m.scope_id is null or m.scope_id = any (v_path))
          and v_user_id is not null
        order by coalesce(above.position, m.position), m.parent_id nulls first, m.position,
          m.item_key
      ) as i
    ),
    'permissions', (
      select coalesce(json_agg(p), '[]')
      from (
        select
          k.key,
          (array['allow', 'own', 'locked'])[min(k.strength)] as policy
        from (
          select unnest(v_keys.allow_keys), 1
          union all select unnest(v_keys.own_keys), 2
          union all select unnest(v_keys.locked_keys), 3
        ) as k (key, strength)
        group by k.key
        order by k.key
      ) as p
    ),
    'elevated_until', v_keys.elevated_until,
    'version', case when v_path is not null then stagedoor.access_version(v_path) end,
    'valid_until', v_keys.horizon
  )::pg_catalog.jsonb;
end;
$function$;

comment on function "stagedoor"."get_my_session"(uuid) is 'Implementation of public.get_my_session.';

revoke all on function "stagedoor"."get_my_session"(uuid) from public;

grant execute on function "stagedoor"."get_my_session"(uuid) to "authenticated", "postgres";
