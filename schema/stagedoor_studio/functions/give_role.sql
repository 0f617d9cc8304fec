-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.give_role (
  p_scope       stagedoor.scopes,
  p_user_id     uuid,
  p_role_key    text,
  p_valid_until timestamp with time zone
)
  returns uuid
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes user_accesses, which no request role may. The caller has locked the studio.
declare
  v_role_id pg_catalog.uuid := stagedoor.built_in_role(p_role_key);
  v_access  stagedoor.user_accesses;
  v_denied  pg_catalog.text[] := '{}';
begin
  perform stagedoor.check_window(null, p_valid_until);
  perform stagedoor.refuse_escalation(p_scope.id, v_role_id, p_user_id, p_valid_until);

  delete from stagedoor_studio.switched_off as o
  where o.project_id = p_scope.id and o.user_id = p_user_id;

  -- The old role goes first: for no moment are there two.
  for v_access in
    select a.*
    from stagedoor.user_accesses as a
    where a.user_id = p_user_id
      and a.scope_id = p_scope.id
      and a.status = 'Active'
      and a.grant_type = 'role'
      and stagedoor_studio.roles_in(a.grant_id) <> '{}'
    order by a.id
    for no key update
  loop
    if v_access.grant_id = v_role_id
      and v_access.valid_until is not distinct from p_valid_until
      and coalesce(v_access.valid_from <= stagedoor.instant(), true)
    then
      return v_access.id;
    end if;
    perform stagedoor.close_access(v_access, 'role changed', false);
    v_denied := v_denied || (
      select t.deny_keys from stagedoor.grant_targets as t where t.id = v_access.grant_id);
  end loop;

  insert into stagedoor.user_accesses (
    user_id, scope_type, scope_id, grant_type, grant_id, valid_until, granted_by
  )
  values (
    p_user_id, p_scope.scope_type, p_scope.id, 'role', v_role_id, p_valid_until,
    stagedoor.caller_id()
  )
  returning * into v_access;
  -- What the old role denied and the new one does not may come from above.
  perform stagedoor.refuse_lifted_denial(p_user_id, array[p_scope.id], v_denied);
  return v_access.id;
end;
$function$;

comment on function "stagedoor_studio"."give_role"(stagedoor.scopes, uuid, text, timestamp
  with time zone) is 'Make somebody''s studio role this one. Returns the access id.';

revoke all
  on function "stagedoor_studio"."give_role"(stagedoor.scopes, uuid, text, timestamp
    with time zone)
  from public;

grant execute
  on function "stagedoor_studio"."give_role"(stagedoor.scopes, uuid, text, timestamp
    with time zone)
  to "postgres";
