-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.get_user_permissions (
  p_user_id  uuid,
  p_scope_id uuid
)
  returns table (
    permission_key text,
    policy         text,
    via            text,
    valid_until    timestamp with time zone
  )
  language plpgsql
  stable
  security definer
  set search_path to ''
  AS $function$
-- Reads the accesses of the person asked about.
declare
  v_is_self boolean := p_user_id is not distinct from stagedoor.caller_id();
  v_keys    pg_catalog.record;
begin
  if not v_is_self then
    perform stagedoor.enforce('access:view', p_scope_id);
  end if;

  select k.* into v_keys
  from stagedoor.fold_keys(
    p_user_id, p_scope_id, case when v_is_self then stagedoor.session_id() end,
    case when v_is_self then stagedoor.session_aal() else 'aal2' end) as k;

  return query
  select distinct on (c.permission_key)
    c.permission_key, c.policy, c.via,
    least(
      min(c.valid_until) over (partition by c.permission_key),
      case when c.policy = 'locked' then v_keys.elevated_until end)
  from stagedoor.applicable_grants(p_user_id, null, p_scope_id) as c
  where c.state = 'live'
    and c.policy <> 'deny'
    and c.permission_key = any (v_keys.held_keys)
    and (c.policy <> 'locked' or c.permission_key = any (v_keys.locked_keys))
  order by
    c.permission_key, array_position(array['allow', 'own', 'locked'], c.policy),
    c.is_delegated, c.via;
end;
$function$;

comment on function "stagedoor"."get_user_permissions"(uuid, uuid) is
  'Implementation of public.get_user_permissions.';

revoke all on function "stagedoor"."get_user_permissions"(uuid, uuid) from public;

grant execute
  on function "stagedoor"."get_user_permissions"(uuid, uuid)
  to "authenticated", "postgres";
