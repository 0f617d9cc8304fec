-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.list_menu_items (
  p_scope_id uuid
)
  returns table (
    id                      uuid,
    scope_id                uuid,
    item_key                text,
    parent_id               uuid,
    label                   text,
    path                    text,
    icon                    text,
    "position"              integer,
    required_permission_key text,
    is_active               boolean,
    is_built_in             boolean
  )
  language plpgsql
  stable
  security definer
  set search_path to ''
  AS $function$
-- Reads items after asking for menu:edit.
declare
  v_path pg_catalog.uuid[];
begin
  perform stagedoor.enforce('menu:edit', p_scope_id);
  select s.path into v_path from stagedoor.scopes as s where s.id = p_scope_id;

  return query
  select
    m.id, m.scope_id, m.item_key, m.parent_id, m.label, m.path, m.icon, m.position,
    m.required_permission_key, m.is_active, m.scope_id is null
  from stagedoor.menu_items as m
  left join stagedoor.menu_items as above on above.id = m.parent_id
  where m.scope_id is null or m.scope_id = any (v_path)
  order by coalesce(above.position, m.position), m.parent_id nulls first, m.position,
    m.item_key;
end;
$function$;

comment on function "stagedoor"."list_menu_items"(uuid) is 'Implementation of public.list_menu_items.';

revoke all on function "stagedoor"."list_menu_items"(uuid) from public;

grant execute on function "stagedoor"."list_menu_items"(uuid) to "authenticated", "postgres";
