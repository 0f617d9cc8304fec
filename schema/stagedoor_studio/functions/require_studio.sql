-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.require_studio (
  p_permission_key text,
  p_project_id     uuid
)
  returns stagedoor.scopes
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Locks a scope, which no request role may.
declare
  v_scope stagedoor.scopes := stagedoor.require_scope(p_permission_key, p_project_id);
begin
  -- Whoever holds the key may know that a company or a department is no studio.
  if v_scope.scope_type <> 'project' then
    perform stagedoor.not_found('Studio');
  end if;
  return v_scope;
end;
$function$;

comment on function "stagedoor_studio"."require_studio"(text, uuid) is
  'Lock a studio for a change that needs a key there. Raises 42501 or PT404.';

revoke all on function "stagedoor_studio"."require_studio"(text, uuid) from public;

grant execute on function "stagedoor_studio"."require_studio"(text, uuid) to "postgres";
