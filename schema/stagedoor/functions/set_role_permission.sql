-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.set_role_permission (
  p_role_id        uuid,
  p_permission_key text,
  p_policy         text
)
  returns boolean
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes links, which no request role may.
declare
  v_role       stagedoor.permission_roles := stagedoor.lock_tenant_role(p_role_id);
  v_permission stagedoor.permissions;
  v_former     pg_catalog.text;
  v_scope_ids  pg_catalog.uuid[] := '{}';
begin
  if p_policy is not null and p_policy not in ('allow', 'own', 'locked', 'deny') then
    raise invalid_parameter_value using
      message = 'A policy is allow, own, locked or deny; null removes the permission',
      detail = json_build_object('p_policy', p_policy);
  end if;
  select p.* into v_permission
  from stagedoor.permissions as p where p.permission_key = p_permission_key;
  if not found then
    perform stagedoor.raise_not_found('Permission');
  end if;

  select l.policy into v_former
  from stagedoor.permission_role_links as l
  where l.permission_role_id = p_role_id and l.permission_id = v_permission.id;
  if v_former is not distinct from p_policy then
    return false;
  end if;
  if p_policy in ('allow', 'own', 'locked') then
    perform stagedoor.refuse_role_escalation(v_role, v_permission.id);
  elsif v_former = 'deny' then
    perform stagedoor.refuse_lifting(v_role, array[p_permission_key]);
  end if;
  if stagedoor.touches_granting(p_role_id)
    or stagedoor.touches_granting(v_permission.id)
  then
    v_scope_ids := stagedoor.scopes_at_stake_by_role(p_role_id);
  end if;

  if p_policy is null then
    delete from stagedoor.permission_role_links as l
    where l.permission_role_id = p_role_id and l.permission_id = v_permission.id;
  else
    insert into stagedoor.permission_role_links (permission_role_id, permission_id, policy)
    values (p_role_id, v_permission.id, p_policy)
    on conflict on constraint permission_role_links_pkey
    do update set policy = excluded.policy;
  end if;

  perform stagedoor.refuse_last_holders_leaving(v_scope_ids);
  if v_former = 'deny' then
    perform stagedoor.refuse_lifted_denial_by_role(p_role_id, array[p_permission_key]);
  end if;
  return true;
end;
$function$;

comment on function "stagedoor"."set_role_permission"(uuid, text, text) is
  'Implementation of public.set_role_permission.';

revoke all on function "stagedoor"."set_role_permission"(uuid, text, text) from public;

grant execute
  on function "stagedoor"."set_role_permission"(uuid, text, text)
  to "authenticated", "postgres";
