-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.get_user_project_menu (
  p_user_id    uuid,
  p_project_id uuid
)
  returns table (
    id                      uuid,
    item_key                text,
    parent_id               uuid,
    label                   text,
    path                    text,
    icon                    text,
    "position"              integer,
    required_permission_key text,
    is_active               boolean,
    can_access              boolean
  )
  language plpgsql
  stable
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan'
  AS $function$
-- Reads the accesses of the person asked about, and items of the tenant.
declare
  v_caller pg_catalog.uuid := stagedoor.caller_id();
  v_keys   pg_catalog.text[];
  v_path   pg_catalog.uuid[];
begin
  perform stagedoor.refuse_client();
  if p_user_id is not distinct from v_caller then
    select k.held_keys into v_keys
    from stagedoor.page_keys(
      v_caller, p_project_id, stagedoor.session_id(), stagedoor.session_aal()) as k;
  else
    perform stagedoor.enforce('access:view', p_project_id);
    -- What somebody else could open with a second factor; nobody shares their elevation.
    select k.held_keys into v_keys
    from stagedoor.page_keys(
      p_user_id, p_project_id, null, 'aal2',
      stagedoor.scopes_listed('access:view', p_project_id)) as k;
  end if;

  -- Items of a tenant are told to its members only.
  if exists (select from stagedoor.menu_items as m where m.scope_id is not null)
    and stagedoor.works_at(v_caller, p_project_id)
  then
    select s.path into v_path from stagedoor.scopes as s where s.id = p_project_id;
  end if;

  return query
  select
    m.id, m.item_key, m.parent_id, m.label, m.path, m.icon, m.position,
    m.required_permission_key, m.is_active,
    m.required_permission_key is null or m.required_permission_key = any (v_keys)
  from stagedoor.menu_items as m
  left join stagedoor.menu_items as above on above.id = m.parent_id
  where m.is_active and (m.scope_id is null or m.scope_id = any (v_path))
  order by coalesce(above.position, m.position), m.parent_id nulls first, m.position,
    m.item_key;
end;
$function$;

comment on function "stagedoor"."get_user_project_menu"(uuid, uuid) is
  'Implementation of public.get_user_project_menu.';

revoke all on function "stagedoor"."get_user_project_menu"(uuid, uuid) from public;

grant execute
  on function "stagedoor"."get_user_project_menu"(uuid, uuid)
  to "authenticated", "postgres";
