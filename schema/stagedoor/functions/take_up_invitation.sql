-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.take_up_invitation (
  p_invite  stagedoor.invitations,
  p_user_id uuid
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes user_accesses, which no request role may.
declare
  v_access   stagedoor.user_accesses := stagedoor.lock_access(p_invite.access_id);
  v_at_stake pg_catalog.uuid[];
begin
  -- While we waited for the lock, another token may have taken the place of this one.
  if not exists (
    select from stagedoor.invitations as i
    where i.access_id = p_invite.access_id and i.token_hash = p_invite.token_hash
  ) then
    return stagedoor.refuse_invitation(410, 'withdrawn');
  end if;
  if v_access.status = 'Active' and v_access.user_id = p_user_id then
    return jsonb_build_object('ok', true, 'access_id', v_access.id);
  elsif v_access.status <> 'Invited' then
    return stagedoor.refuse_invitation(410, 'withdrawn');
  elsif p_invite.expires_at <= stagedoor.instant()
    or v_access.valid_until <= stagedoor.instant()
  then
    return stagedoor.refuse_invitation(410, 'expired');
  elsif not stagedoor.may_still_give(v_access, p_user_id)
    or exists (
      select from stagedoor.scopes as s where s.id = v_access.scope_id and s.is_archived)
  then
    return stagedoor.refuse_invitation(410, 'no_longer_offered');
  end if;

  v_at_stake := stagedoor.scopes_denied_by(v_access.grant_id, v_access.scope_id, p_user_id);
  update stagedoor.user_accesses as a
  set user_id = p_user_id, status = 'Active', accepted_at = stagedoor.instant()
  where a.id = v_access.id;
  perform stagedoor.refuse_last_holders_leaving(v_at_stake);
  perform stagedoor.forget_failures('invitation', p_user_id::pg_catalog.text);
  return jsonb_build_object('ok', true, 'access_id', v_access.id);
end;
$function$;

comment on function "stagedoor"."take_up_invitation"(stagedoor.invitations, uuid) is
  'Give somebody what the token that they hold offers, or say why not.

Raises what the tables refuse: the caller answers it.';

revoke all
  on function "stagedoor"."take_up_invitation"(stagedoor.invitations, uuid)
  from public;

grant execute
  on function "stagedoor"."take_up_invitation"(stagedoor.invitations, uuid)
  to "postgres";
