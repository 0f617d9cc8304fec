-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.set_role_inclusion (
  p_role_id          uuid,
  p_included_role_id uuid,
  p_is_included      boolean
)
  returns boolean
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes inclusions, which no request role may.
declare
  v_role      stagedoor.permission_roles := stagedoor.lock_tenant_role(p_role_id);
  v_included  stagedoor.permission_roles;
  v_denied    pg_catalog.text[];
  v_scope_ids pg_catalog.uuid[] := '{}';
  v_changed   boolean;
begin
  if p_is_included is null then
    raise invalid_parameter_value using message = 'p_is_included is true or false';
  end if;
  select r.* into v_included
  from stagedoor.permission_roles as r
  where r.id = p_included_role_id
    and r.deleted_at is null
    and (r.scope_id is null or r.scope_id in (
      select unnest(s.path) from stagedoor.scopes as s where s.id = v_role.scope_id));
  if not found then
    perform stagedoor.raise_not_found('Role');
  end if;

  if stagedoor.touches_granting(p_role_id) or stagedoor.touches_granting(v_included.id) then
    v_scope_ids := stagedoor.scopes_at_stake_by_role(p_role_id);
  end if;

  if p_is_included then
    perform stagedoor.refuse_role_escalation(v_role, v_included.id);
    insert into stagedoor.role_includes (permission_role_id, included_role_id)
    values (p_role_id, p_included_role_id)
    on conflict on constraint role_includes_pkey do nothing;
    v_changed := found;
    perform stagedoor.refuse_last_holders_leaving(v_scope_ids);
    return v_changed;
  end if;

  delete from stagedoor.role_includes as i
  where i.permission_role_id = p_role_id and i.included_role_id = p_included_role_id;
  v_changed := found;
  perform stagedoor.refuse_last_holders_leaving(v_scope_ids);
  -- A role that leaves takes its denials along.
  if v_changed then
    select t.deny_keys into v_denied
    from stagedoor.grant_targets as t where t.id = v_included.id;
    perform stagedoor.refuse_lifting(v_role, v_denied);
    perform stagedoor.refuse_lifted_denial_by_role(p_role_id, v_denied);
  end if;
  return v_changed;
end;
$function$;

comment on function "stagedoor"."set_role_inclusion"(uuid, uuid, boolean) is
  'Implementation of public.set_role_inclusion.';

revoke all on function "stagedoor"."set_role_inclusion"(uuid, uuid, boolean) from public;

grant execute
  on function "stagedoor"."set_role_inclusion"(uuid, uuid, boolean)
  to "authenticated", "postgres";
