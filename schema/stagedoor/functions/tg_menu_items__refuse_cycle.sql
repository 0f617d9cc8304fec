-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_menu_items__refuse_cycle()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Reads items that the writer may not see.
begin
  if exists (
    with recursive above (id, parent_id, scope_id) as (
      select m.id, m.parent_id, m.scope_id
      from stagedoor.menu_items as m where m.id = new.parent_id
      union
      select m.id, m.parent_id, m.scope_id
      from above join stagedoor.menu_items as m on m.id = above.parent_id
    )
    select
    from above as a
    where a.id = new.id
      -- A built-in item hangs below built-in items; a tenant's below those or its own.
      or (a.scope_id is not null and not exists (
        select from stagedoor.scopes as s
        where s.id = new.scope_id and a.scope_id = any (s.path)))
  ) then
    raise check_violation using message =
      'A menu item stands below a built-in item or one of its own scope, '
      'never below itself';
  end if;
  return null;
end;
$function$;

comment on function "stagedoor"."tg_menu_items__refuse_cycle"() is 'Refuse a menu that never ends or reaches into another tenant.

Raises 23514.';

revoke all on function "stagedoor"."tg_menu_items__refuse_cycle"() from public;

grant execute on function "stagedoor"."tg_menu_items__refuse_cycle"() to "postgres";
