-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.lock_access (
  p_access_id uuid
)
  returns stagedoor.user_accesses
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Locks a role, scopes and an access, in this order, as everywhere.
declare
  v_access  stagedoor.user_accesses;
  v_removes boolean;
begin
  select a.* into v_access from stagedoor.user_accesses as a where a.id = p_access_id;
  perform stagedoor.hold_role(v_access.grant_id);
  v_removes := stagedoor.may_remove_holder(v_access);
  if v_removes then
    perform stagedoor.lock_trees(array[v_access.scope_id]);
  else
    perform from stagedoor.scopes as s where s.id = v_access.scope_id for no key update;
  end if;

  select a.* into v_access
  from stagedoor.user_accesses as a
  where a.id = p_access_id
  for no key update;
  -- Accepted meanwhile: it may take a holder away now, and its tree is not locked.
  if not v_removes and stagedoor.may_remove_holder(v_access) then
    perform stagedoor.raise_conflict();
  end if;
  return v_access;
end;
$function$;

comment on function "stagedoor"."lock_access"(uuid) is 'Lock an access and its scope for a change.

And its tree, where the change may take a holder away. All nulls where there is none.';

revoke all on function "stagedoor"."lock_access"(uuid) from public;

grant execute on function "stagedoor"."lock_access"(uuid) to "postgres";
