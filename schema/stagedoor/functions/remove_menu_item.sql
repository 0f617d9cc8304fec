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
  v_scope_id uuid;
begin
  select m.scope_id into v_scope_id from stagedoor.menu_items as m where m.id = p_item_id;
  if not found or (v_scope_id is not null and not stagedoor.is_member(auth.uid(), v_scope_id))
  then
    perform stagedoor.not_found('Menu item');
  elsif v_scope_id is null then
    perform stagedoor.deny('menu:edit', 'Built-in items are read-only.');
  end if;
  perform stagedoor.enforce('menu:edit', v_scope_id);
  delete from stagedoor.menu_items as m where m.id = p_item_id;
  return found;
end;
$function$;

comment on function "stagedoor"."remove_menu_item"(uuid) is 'Guard and work of public.remove_menu_item.';

revoke all on function "stagedoor"."remove_menu_item"(uuid) from public;

grant execute
  on function "stagedoor"."remove_menu_item"(uuid)
  to "authenticated", "postgres";
