-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.lock_tenant_role (
  p_role_id uuid
)
  returns stagedoor.permission_roles
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Locks a role and scopes, which no request role may.
declare
  v_role      stagedoor.permission_roles;
  v_is_member boolean;
begin
  select r.* into v_role
  from stagedoor.permission_roles as r
  where r.id = p_role_id and r.deleted_at is null;

  -- Asked whether the role exists or not, so that time does not tell.
  v_is_member := stagedoor.is_member(
    stagedoor.caller_id(), coalesce(v_role.scope_id, p_role_id));
  if v_role.id is null or (v_role.scope_id is not null and not v_is_member) then
    perform stagedoor.raise_not_found('Role');
  elsif v_role.scope_id is null then
    perform stagedoor.raise_denied('role:edit', 'Built-in roles change by migration only.');
  end if;

  perform stagedoor.enforce('role:edit', v_role.scope_id);
  -- What it carries, and what roles around it carry, before scopes, as everywhere. Whoever
  -- gives one of them at this moment waits, or has given it already.
  perform from stagedoor.grant_targets as t
  where t.id = p_role_id or t.id in (
    select i.permission_role_id
    from stagedoor.role_includes as i where i.included_role_id = p_role_id)
  order by t.id
  for update;
  select r.* into v_role
  from stagedoor.permission_roles as r
  where r.id = p_role_id and r.deleted_at is null
  for update;
  if not found then
    perform stagedoor.raise_not_found('Role');
  end if;
  perform stagedoor.lock_trees(array[v_role.scope_id]);
  perform stagedoor.require('role:edit', v_role.scope_id);
  return v_role;
end;
$function$;

comment on function "stagedoor"."lock_tenant_role"(uuid) is 'Lock a role of a tenant for a change.

Raises PT404, or 42501 for a built-in one.';

revoke all on function "stagedoor"."lock_tenant_role"(uuid) from public;

grant execute on function "stagedoor"."lock_tenant_role"(uuid) to "postgres";
