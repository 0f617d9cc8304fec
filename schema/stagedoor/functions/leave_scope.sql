-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.leave_scope (
  p_scope_id uuid
)
  returns boolean
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes user_accesses, which no request role may.
declare
  v_user_id pg_catalog.uuid := stagedoor.caller_id();
  v_access  stagedoor.user_accesses;
  v_left    boolean := false;
begin
  if v_user_id is null or not stagedoor.account_is_live(v_user_id) then
    perform stagedoor.raise_denied('session', 'sign_in');
  end if;
  if not stagedoor.is_member(v_user_id, p_scope_id) then
    perform stagedoor.raise_not_found('Scope');
  end if;

  -- Scopes before accesses, as everywhere.
  perform stagedoor.lock_trees(array(
    select distinct a.scope_id
    from stagedoor.user_accesses as a
    join stagedoor.scopes as at on at.id = a.scope_id
    where a.user_id = v_user_id and a.status <> 'Revoked' and p_scope_id = any (at.path)
  ));

  for v_access in
    select a.*
    from stagedoor.user_accesses as a
    join stagedoor.scopes as at on at.id = a.scope_id
    where a.user_id = v_user_id and a.status <> 'Revoked' and p_scope_id = any (at.path)
    -- What denies goes last: until then it still guards what is left from above.
    order by (
      select t.deny_keys <> '{}'
      from stagedoor.grant_targets as t where t.id = a.grant_id
    ), a.id
    for no key update of a
  loop
    perform stagedoor.close_access(v_access, 'left');
    v_left := true;
  end loop;
  return v_left;
end;
$function$;

comment on function "stagedoor"."leave_scope"(uuid) is 'Implementation of public.leave_scope.';

revoke all on function "stagedoor"."leave_scope"(uuid) from public;

grant execute on function "stagedoor"."leave_scope"(uuid) to "authenticated", "postgres";
