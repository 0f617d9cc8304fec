-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.guard_grant (
  p_scope_id   uuid,
  p_grant_type text,
  p_grant_key  text
)
  returns stagedoor.scopes
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Locks a scope, which no request role may. The service needs no key, and is recorded.
declare
  v_grant_id pg_catalog.uuid;
  v_scope    stagedoor.scopes;
begin
  if stagedoor.caller_id() is not null or not stagedoor.is_service() then
    perform stagedoor.enforce('access:grant', p_scope_id);
  elsif not exists (select from stagedoor.scopes as s where s.id = p_scope_id) then
    perform stagedoor.raise_not_found('Scope');
  end if;
  v_grant_id := stagedoor.find_grant(p_grant_type, p_grant_key, p_scope_id);
  perform stagedoor.hold_role(v_grant_id);
  if stagedoor.denies_granting(v_grant_id) then
    perform stagedoor.lock_trees(array[p_scope_id]);
  end if;
  -- Giving and taking in one scope wait for each other.
  select s.* into v_scope from stagedoor.scopes as s where s.id = p_scope_id for share;
  if not found then
    perform stagedoor.raise_not_found('Scope');
  end if;
  if stagedoor.caller_id() is not null then
    perform stagedoor.require('access:grant', p_scope_id);
  end if;
  return v_scope;
end;
$function$;

comment on function "stagedoor"."guard_grant"(uuid, text, text) is 'Lock a scope for giving access in it.

Raises 42501, or PT404 for a scope, role or permission that is not there.';

revoke all on function "stagedoor"."guard_grant"(uuid, text, text) from public;

grant execute on function "stagedoor"."guard_grant"(uuid, text, text) to "postgres";
