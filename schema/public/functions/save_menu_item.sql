-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.save_menu_item (
  p_scope_id uuid,
  p_item     jsonb
)
  returns uuid
  language plpgsql
  set search_path to ''
  AS $function$
begin
  return stagedoor.save_menu_item(p_scope_id, p_item);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$function$;

comment on function "public"."save_menu_item"(uuid, jsonb) is 'Add a menu item to a scope, or change one by its id. Returns the id.

p_item: {id?, item_key, parent_id?, label, path, icon?, position?, required_permission_key?,
is_active?}; of an existing item what is not named stays. Built-in items are read-only.
Needs menu:edit.

Raises:
- 22023, 22P02, 23514: an unknown field, or a value of the wrong type or form; a cycle.
- 23505: the scope has an item of that key.
- 42501: the caller does not hold menu:edit there.
- PT404: no such item, parent or permission there; no such scope.';

revoke all on function "public"."save_menu_item"(uuid, jsonb) from public;

grant execute
  on function "public"."save_menu_item"(uuid, jsonb)
  to "authenticated", "postgres";
