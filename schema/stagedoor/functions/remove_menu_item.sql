-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.remove_menu_item (
  p_item_id uuid
)
  returns boolean
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes menu items, which no request role may.
declare
  v_scope_id  pg_catalog.uuid;
  v_is_there  boolean;
  v_is_member boolean;
begin
  select m.scope_id, true into v_scope_id, v_is_there
  from stagedoor.menu_items as m
  where m.id = p_item_id;
  -- Asked whether the item exists or not, so that time does not tell.
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
$function$;

comment on function "stagedoor"."remove_menu_item"(uuid) is 'Implementation of public.remove_menu_item.';

revoke all on function "stagedoor"."remove_menu_item"(uuid) from public;

grant execute
  on function "stagedoor"."remove_menu_item"(uuid)
  to "authenticated", "postgres";
