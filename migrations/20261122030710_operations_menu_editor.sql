-- The menu editor: a tenant's own items beside those that ship.

create function stagedoor.list_menu_items(p_scope_id uuid)
returns table (
  id uuid, scope_id uuid, item_key text, parent_id uuid, label text, path text, icon text,
  "position" integer, required_permission_key text, is_active boolean, is_built_in boolean
)
language plpgsql
stable
security definer
set search_path = ''
as $$
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
$$;

comment on function stagedoor.list_menu_items is
'Implementation of public.list_menu_items.';

create function stagedoor.check_menu_item(p_item stagedoor.menu_items)
returns void
language plpgsql
stable
set search_path = ''
as $$
declare
  v_message pg_catalog.text := case
    when (p_item.item_key ~ '^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$'
      and char_length(p_item.item_key) <= 80) is not true
      then 'A menu item''s key is lower case, digits, underscores and dots, at most 80'
    when (char_length(p_item.label) between 1 and 80) is not true
      then 'A menu item''s label has 1 to 80 characters'
    when char_length(p_item.icon) not between 1 and 60
      then 'The name of an icon has 1 to 60 characters'
    when not (stagedoor.is_app_path(p_item.path) and char_length(p_item.path) <= 300)
      or p_item.path is null
      then 'A path begins with one slash and stays inside the application'
  end;
begin
  if v_message is not null then
    raise check_violation using
      message = v_message,
      detail = json_build_object('item_key', left(p_item.item_key, 100)),
      hint = coalesce(case when v_message like 'A path%' then
        'Such as /projects/plan: at most 300 characters, no host, no backslash, no blank, '
        'no empty segment and no dots as a segment.' end, '');
  end if;
end;
$$;

comment on function stagedoor.check_menu_item is
'Raise 23514 for a menu item with a value that is not allowed.';

create function stagedoor.save_menu_item(p_scope_id uuid, p_item jsonb)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
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

  -- A field that is not named keeps its value.
  v_item := jsonb_populate_record(v_item, p_item - 'id');
  v_item.scope_id := p_scope_id;
  perform stagedoor.check_menu_item(v_item);
  if v_item.required_permission_key is not null and not exists (
    select from stagedoor.permissions as p
    where p.permission_key = v_item.required_permission_key
  ) then
    perform stagedoor.raise_unknown_permission(v_item.required_permission_key);
  end if;
  if v_item.parent_id is not null and not exists (
    select
    from stagedoor.menu_items as m
    join stagedoor.scopes as s on s.id = p_scope_id
    where m.id = v_item.parent_id and (m.scope_id is null or m.scope_id = any (s.path))
  ) then
    perform stagedoor.raise_not_found('Menu item');
  end if;

  if exists (
    select from stagedoor.menu_items as m
    where m.scope_id = p_scope_id and m.item_key = v_item.item_key and m.id <> v_item.id
  ) then
    raise unique_violation using
      message = 'There is a menu item of that key here already',
      detail = json_build_object('item_key', v_item.item_key);
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
$$;

comment on function stagedoor.save_menu_item is
'Implementation of public.save_menu_item.';

create function stagedoor.remove_menu_item(p_item_id uuid)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes menu items, which no request role may.
declare
  v_scope_id  pg_catalog.uuid;
  v_is_there  boolean;
  v_is_member boolean;
begin
  select m.scope_id, true into v_scope_id, v_is_there
  from stagedoor.menu_items as m
  where m.id = p_item_id;
  -- Enforced whether the item exists or not, so that timing reveals nothing.
  v_is_member := stagedoor.is_member(
    stagedoor.caller_id(), coalesce(v_scope_id, p_item_id));
  if v_is_there is not true or (v_scope_id is not null and not v_is_member) then
    perform stagedoor.raise_not_found('Menu item');
  elsif v_scope_id is null then
    perform stagedoor.raise_denied('menu:edit', 'Built-in items are read-only.');
  end if;
  perform stagedoor.require('menu:edit', v_scope_id);
  delete from stagedoor.menu_items as m where m.id = p_item_id;
  return found;
end;
$$;

comment on function stagedoor.remove_menu_item is
'Implementation of public.remove_menu_item.';

-- Privileges.

revoke all on function
  stagedoor.list_menu_items,
  stagedoor.check_menu_item,
  stagedoor.save_menu_item,
  stagedoor.remove_menu_item
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor.list_menu_items,
  stagedoor.save_menu_item,
  stagedoor.remove_menu_item
to authenticated;
