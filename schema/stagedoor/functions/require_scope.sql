-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.require_scope (
  p_permission_key text,
  p_scope_id       uuid
)
  returns stagedoor.scopes
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Locks a scope, which no request role may. Asked before the lock, so that strangers cannot
-- hold a scope, and again behind it, because rights may have gone while waiting.
declare
  v_scope stagedoor.scopes;
begin
  perform stagedoor.enforce(p_permission_key, p_scope_id);
  select s.* into v_scope
  from stagedoor.scopes as s
  where s.id = p_scope_id
  for no key update;
  perform stagedoor.require(p_permission_key, p_scope_id);
  return v_scope;
end;
$function$;

comment on function "stagedoor"."require_scope"(text, uuid) is 'Lock a scope for a change that needs a key there. Raises 42501 or PT404.';

revoke all on function "stagedoor"."require_scope"(text, uuid) from public;

grant execute on function "stagedoor"."require_scope"(text, uuid) to "postgres";
