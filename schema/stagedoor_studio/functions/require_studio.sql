-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.require_studio (
  p_permission_key text,
  p_project_id     uuid,
  p_removes        boolean default false
)
  returns stagedoor.scopes
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Locks a scope, which no request role may. Asked before the lock, so that strangers cannot
-- hold a studio, and again behind it, because rights may have gone while waiting.
declare
  v_scope stagedoor.scopes;
begin
  perform stagedoor.enforce(p_permission_key, p_project_id);
  if p_removes then
    perform stagedoor.lock_trees(array[p_project_id]);
  end if;
  select s.* into v_scope
  from stagedoor.scopes as s
  where s.id = p_project_id
  for no key update;
  perform stagedoor.enforce(p_permission_key, p_project_id);
  -- Whoever holds the key may know that a company or a department is no studio.
  if v_scope.scope_type <> 'project' then
    perform stagedoor.raise_not_found('Studio');
  end if;
  return v_scope;
end;
$function$;

comment on function "stagedoor_studio"."require_studio"(text, uuid, boolean) is
  'Lock a studio for a change that needs a key there.

p_removes: the change may take somebody away who can give access. Raises 42501 or PT404.';

revoke all on function "stagedoor_studio"."require_studio"(text, uuid, boolean) from public;

grant execute
  on function "stagedoor_studio"."require_studio"(text, uuid, boolean)
  to "postgres";
