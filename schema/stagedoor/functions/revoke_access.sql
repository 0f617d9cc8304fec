-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.revoke_access (
  p_access_id uuid,
  p_reason    text default null::text
)
  returns boolean
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes user_accesses, which no request role may.
declare
  v_access   stagedoor.user_accesses;
  v_service  boolean := stagedoor.caller_id() is null and stagedoor.is_service();
  v_is_known boolean;
  v_is_side  boolean;
begin
  select a.* into v_access from stagedoor.user_accesses as a where a.id = p_access_id;
  v_is_known := v_service or stagedoor.may_know_access(v_access);
  if v_access.id is null or not v_is_known then
    perform stagedoor.raise_not_found('Access');
  end if;

  -- One's own, and what one has delegated, may always be given back.
  v_is_side := v_access.user_id = stagedoor.caller_id() or exists (
    select from stagedoor.user_accesses as source
    where source.id = v_access.delegated_from and source.user_id = stagedoor.caller_id()
  );
  if not v_service and v_is_side is not true then
    perform stagedoor.enforce('access:revoke', v_access.scope_id);
  elsif not v_service and not stagedoor.account_is_live(stagedoor.caller_id()) then
    perform stagedoor.raise_denied('access:revoke', 'sign_in');
  end if;

  v_access := stagedoor.lock_access(p_access_id);
  if v_access.status = 'Revoked' then
    return false;
  end if;
  if not v_service and v_is_side is not true then
    perform stagedoor.require('access:revoke', v_access.scope_id);
  end if;
  perform stagedoor.close_access(v_access, p_reason);
  return true;
end;
$function$;

comment on function "stagedoor"."revoke_access"(uuid, text) is 'Implementation of public.revoke_access.';

revoke all on function "stagedoor"."revoke_access"(uuid, text) from public;

grant execute
  on function "stagedoor"."revoke_access"(uuid, text)
  to "authenticated", "postgres", "service_role";
