-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.may_still_give (
  p_access      stagedoor.user_accesses,
  p_for_user_id uuid
)
  returns boolean
  language plpgsql
  stable
  security definer
  set search_path to ''
  AS $function$
-- Reads the accesses of somebody who is not asking: rights are looked at again when they
-- are used, not only when they were given. The service, as inviter, needs none.
declare
  v_giver   pg_catalog.uuid := p_access.granted_by;
  v_is_self boolean := v_giver is not distinct from p_for_user_id;
begin
  return v_giver is null or (
    (
      select d.allowed
      from stagedoor.decide(
        v_giver, 'access:grant', p_access.scope_id, null, null, 'aal2') as d
    )
    and (
      stagedoor.keys_not_held(
        v_giver, p_access.scope_id, p_access.grant_id, 'aal2', v_is_self,
        p_access.valid_until) = '{}'
      or (not v_is_self and (
        select d.allowed
        from stagedoor.decide(
          v_giver, 'access:escalate', p_access.scope_id, null, null, 'aal2') as d
      ))
    )
  );
end;
$function$;

comment on function "stagedoor"."may_still_give"(stagedoor.user_accesses, uuid) is
  'Whether an inviter could still give what was offered.';

revoke all
  on function "stagedoor"."may_still_give"(stagedoor.user_accesses, uuid)
  from public;

grant execute
  on function "stagedoor"."may_still_give"(stagedoor.user_accesses, uuid)
  to "postgres";
