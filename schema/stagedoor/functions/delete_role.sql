-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.delete_role (
  p_role_id uuid
)
  returns boolean
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes roles and the accesses that they gave, which no request role may.
declare
  v_role      stagedoor.permission_roles := stagedoor.lock_tenant_role(p_role_id);
  v_scope_ids pg_catalog.uuid[] := '{}';
  v_mine      pg_catalog.uuid[];
  v_denied    pg_catalog.text[];
begin
  if stagedoor.touches_granting(p_role_id) then
    v_scope_ids := stagedoor.scopes_at_stake_by_role(p_role_id);
  end if;
  -- A denial that goes with the role gives, as taking it out of the role would.
  select array_agg(a.scope_id) into v_mine from stagedoor.my_accesses_by(p_role_id) as a;
  select t.deny_keys into v_denied from stagedoor.grant_targets as t where t.id = p_role_id;
  perform stagedoor.refuse_lifting(v_role, v_denied);

  update stagedoor.user_accesses as a
  set status = 'Revoked', revoked_by = stagedoor.caller_id(), revoke_reason = 'role deleted'
  where a.grant_id = p_role_id and a.status <> 'Revoked';
  delete from stagedoor.role_includes as i
  where p_role_id in (i.permission_role_id, i.included_role_id);
  update stagedoor.permission_roles as r
  set deleted_at = stagedoor.instant()
  where r.id = p_role_id;

  perform stagedoor.refuse_last_holders_leaving(v_scope_ids);
  perform stagedoor.refuse_lifted_denial(stagedoor.caller_id(), v_mine, v_denied);
  return true;
end;
$function$;

comment on function "stagedoor"."delete_role"(uuid) is 'Implementation of public.delete_role.';

revoke all on function "stagedoor"."delete_role"(uuid) from public;

grant execute on function "stagedoor"."delete_role"(uuid) to "authenticated", "postgres";
