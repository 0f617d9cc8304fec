-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.get_my_session (
  p_scope_id uuid
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path to ''
  AS $function$
-- Reads the caller's accesses and the items of the tenant.
declare
  v_user_id pg_catalog.uuid := stagedoor.caller_id();
  v_keys    pg_catalog.record;
  v_path    pg_catalog.uuid[];
begin
  select k.* into v_keys
  from stagedoor.page_keys(
    v_user_id, p_scope_id, stagedoor.session_id(), stagedoor.session_aal(),
    stagedoor.instant()
  ) as k;
  if stagedoor.works_at(v_user_id, p_scope_id) then
    select s.path into v_path from stagedoor.scopes as s where s.id = p_scope_id;
  end if;

  return jsonb_build_object(
    'menu', (
      select jsonb_agg(jsonb_build_object(
        'id', m.id, 'item_key', m.item_key, 'parent_id', m.parent_id, 'label', m.label,
        'path', m.path, 'icon', m.icon, 'position', m.position,
        'required_permission_key', m.required_permission_key, 'is_active', m.is_active,
        'can_access',
          m.required_permission_key is null
          or m.required_permission_key = any (v_keys.held_keys)
      ) order by coalesce(above.position, m.position), m.parent_id nulls first, m.position,
        m.item_key)
      from stagedoor.menu_items as m
      left join stagedoor.menu_items as above on above.id = m.parent_id
      where m.is_active and (m.scope_id is null or m.scope_id = any (v_path))
    ),
    'permissions', (
      select coalesce(
        jsonb_agg(jsonb_build_object('key', p.key, 'policy', p.policy) order by p.key),
        '[]')
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
      ) as p
    ),
    'elevated_until', v_keys.elevated_until,
    'version', case when v_path is not null then stagedoor.access_version(v_path) end,
    'valid_until', v_keys.horizon
  );
end;
$function$;

comment on function "stagedoor"."get_my_session"(uuid) is 'Guard and work of public.get_my_session.';

revoke all on function "stagedoor"."get_my_session"(uuid) from public;

grant execute on function "stagedoor"."get_my_session"(uuid) to "authenticated", "postgres";
