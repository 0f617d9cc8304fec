-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.cancel_invitation (
  p_access_id uuid
)
  returns boolean
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes user_accesses, which no request role may.
declare
  v_access   stagedoor.user_accesses;
  v_is_known boolean;
begin
  select a.* into v_access from stagedoor.user_accesses as a where a.id = p_access_id;
  v_is_known := stagedoor.may_know_access(v_access);
  if v_access.id is null or not v_is_known then
    perform stagedoor.raise_not_found('Invitation');
  end if;
  perform stagedoor.require('access:grant', v_access.scope_id);
  v_access := stagedoor.lock_access(p_access_id);
  if v_access.status = 'Active' then
    raise invalid_parameter_value using
      message = 'The invitation is accepted already',
      hint = 'Take the access away with revoke_access.';
  end if;
  if v_access.status = 'Revoked' then
    return false;
  end if;
  perform stagedoor.close_access(v_access, 'invitation cancelled');
  return true;
end;
$function$;

comment on function "stagedoor"."cancel_invitation"(uuid) is 'Implementation of public.cancel_invitation.';

revoke all on function "stagedoor"."cancel_invitation"(uuid) from public;

grant execute
  on function "stagedoor"."cancel_invitation"(uuid)
  to "authenticated", "postgres";
