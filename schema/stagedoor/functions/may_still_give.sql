-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.may_still_give (
  p_user_id  uuid,
  p_scope_id uuid,
  p_grant_id uuid
)
  returns boolean
  language plpgsql
  stable
  security definer
  set search_path to ''
  AS $function$
-- Reads the accesses of somebody who is not asking: rights are looked at again when they
-- are used, not only when they were given. The service, as inviter, needs none.
begin
  return p_user_id is null or (
    (
      select d.allowed
      from stagedoor.decide(
        p_user_id, 'access:grant', p_scope_id, null, null, 'aal2', stagedoor.instant()) as d
    )
    and (
      stagedoor.keys_not_held(p_user_id, p_scope_id, p_grant_id, 'aal2') = '{}'
      or (
        select d.allowed
        from stagedoor.decide(
          p_user_id, 'access:escalate', p_scope_id, null, null, 'aal2', stagedoor.instant()
        ) as d
      )
    )
  );
end;
$function$;

comment on function "stagedoor"."may_still_give"(uuid, uuid, uuid) is
  'Whether an inviter could still give what was offered.

Null is the service.';

revoke all on function "stagedoor"."may_still_give"(uuid, uuid, uuid) from public;

grant execute on function "stagedoor"."may_still_give"(uuid, uuid, uuid) to "postgres";
