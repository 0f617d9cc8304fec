-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.list_menu_items (
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
  set search_path to ''
  AS $function$
begin
  return query select * from stagedoor.list_menu_items(p_scope_id);
end;
$function$;

comment on function "public"."list_menu_items"(uuid) is 'The menu of a scope as an editor sees it.

Built-in items and those of the tenant, inactive ones too. Needs menu:edit.

Raises:
- 42501: the caller does not hold menu:edit there.
- PT404: no such scope, or the caller is no member of it.';

revoke all on function "public"."list_menu_items"(uuid) from public;

grant execute on function "public"."list_menu_items"(uuid) to "authenticated", "postgres";
