-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_scopes__leave_tenant()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes accesses, inclusions and menu items, which no request role may.
begin
  -- A role of the tenant that a scope has left confers nothing there any more, and neither
  -- does what was delegated from above the old place.
  update stagedoor.user_accesses as a
  set status = 'Revoked', revoked_by = stagedoor.caller_id(), revoke_reason = 'scope moved'
  where a.scope_id = new.id
    and a.status <> 'Revoked'
    and (
      exists (
        select from stagedoor.permission_roles as r
        where r.id = a.grant_id and r.scope_id is not null and r.scope_id <> all (new.path)
      )
      or exists (
        select from stagedoor.user_accesses as source
        where source.id = a.delegated_from and source.scope_id <> all (new.path)
      )
    );

  -- Nor does the old tenant go on filling roles and menus through its own.
  delete from stagedoor.role_includes as i
  using stagedoor.permission_roles as r, stagedoor.permission_roles as included
  where r.id = i.permission_role_id
    and included.id = i.included_role_id
    and r.scope_id = new.id
    and included.scope_id is not null
    and included.scope_id <> all (new.path);

  update stagedoor.menu_items as m
  set parent_id = null
  from stagedoor.menu_items as above
  where above.id = m.parent_id
    and m.scope_id = new.id
    and above.scope_id is not null
    and above.scope_id <> all (new.path);
  return null;
end;
$function$;

comment on function "stagedoor"."tg_scopes__leave_tenant"() is 'Cut what ties a scope that moved to the tenant that it has left (F93).

Revokes roles of that tenant and delegations from above, and ends inclusions and menu
parents.';

revoke all on function "stagedoor"."tg_scopes__leave_tenant"() from public;

grant execute on function "stagedoor"."tg_scopes__leave_tenant"() to "postgres";
