-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.save_menu_item (
  p_scope_id uuid,
  p_item     jsonb
)
  returns uuid
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes menu items, which no request role may.
declare
  v_item    stagedoor.menu_items;
  v_field   pg_catalog.record;
  v_item_id pg_catalog.uuid;
begin
  perform stagedoor.require('menu:edit', p_scope_id);
  if jsonb_typeof(p_item) is distinct from 'object' then
    raise invalid_parameter_value using message = 'p_item is an object';
  end if;

  for v_field in
    select f.key, jsonb_typeof(f.value) as type
    from jsonb_each(p_item) as f
  loop
    if (v_field.key, v_field.type) not in (
      values ('id', 'string'), ('item_key', 'string'), ('parent_id', 'string'),
        ('parent_id', 'null'), ('label', 'string'), ('path', 'string'), ('icon', 'string'),
        ('icon', 'null'), ('position', 'number'), ('required_permission_key', 'string'),
        ('required_permission_key', 'null'), ('is_active', 'boolean')
    ) then
      raise invalid_parameter_value using
        message = format('A menu item has no %s that is a %s', v_field.key, v_field.type),
        detail = json_build_object('allowed', json_build_object(
          'id', 'uuid', 'item_key', 'text', 'parent_id', 'uuid or null', 'label', 'text',
          'path', 'text', 'icon', 'text or null', 'position', 'integer',
          'required_permission_key', 'text or null', 'is_active', 'boolean'));
    end if;
  end loop;

  if p_item ? 'id' then
    select m.* into v_item
    from stagedoor.menu_items as m
    where m.id = (p_item ->> 'id')::pg_catalog.uuid and m.scope_id = p_scope_id
    for update;
    if not found then
      perform stagedoor.raise_not_found('Menu item');
    end if;
  elsif not p_item ?& array['item_key', 'label', 'path'] then
    raise invalid_parameter_value using
      message = 'A new menu item needs item_key, label and path';
  else
    v_item.id := gen_random_uuid();
    v_item.is_active := true;
    v_item.position := 0;
  end if;

  -- What is not named stays as it is.
  v_item := jsonb_populate_record(v_item, p_item - 'id');
  v_item.scope_id := p_scope_id;
  if v_item.required_permission_key is not null and not exists (
    select from stagedoor.permissions as p
    where p.permission_key = v_item.required_permission_key
  ) then
    perform stagedoor.raise_not_found('Permission');
  end if;
  if v_item.parent_id is not null and not exists (
    select
    from stagedoor.menu_items as m
    join stagedoor.scopes as s on s.id = p_scope_id
    where m.id = v_item.parent_id and (m.scope_id is null or m.scope_id = any (s.path))
  ) then
    perform stagedoor.raise_not_found('Menu item');
  end if;

  insert into stagedoor.menu_items as m values (v_item.*)
  on conflict on constraint menu_items_pkey do update
  set item_key = excluded.item_key, parent_id = excluded.parent_id, label = excluded.label,
      path = excluded.path, icon = excluded.icon, position = excluded.position,
      required_permission_key = excluded.required_permission_key,
      is_active = excluded.is_active
  returning m.id into v_item_id;
  return v_item_id;
end;
$function$;

comment on function "stagedoor"."save_menu_item"(uuid, jsonb) is 'Implementation of public.save_menu_item.';

revoke all on function "stagedoor"."save_menu_item"(uuid, jsonb) from public;

grant execute
  on function "stagedoor"."save_menu_item"(uuid, jsonb)
  to "authenticated", "postgres";
