-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.remove_menu_item (
  p_item_id uuid
)
  returns boolean
  language plpgsql
  set search_path to ''
  AS $function$
begin
  return stagedoor.remove_menu_item(p_item_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$function$;

comment on function "public"."remove_menu_item"(uuid) is 'Remove a menu item of a tenant, with what hangs below it.

Returns whether it was there.

Raises:
- 42501: a built-in item, or the caller does not hold menu:edit there.
- PT404: no such item, or the caller may not know of it.';

revoke all on function "public"."remove_menu_item"(uuid) from public;

grant execute on function "public"."remove_menu_item"(uuid) to "authenticated", "postgres";
