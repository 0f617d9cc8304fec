-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.rename_scope (
  p_scope_id uuid,
  p_name     text
)
  returns boolean
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes scopes, which no request role may.
declare
  v_name pg_catalog.text := stagedoor.clean_name(p_name);
begin
  perform stagedoor.require('project:edit:assigned', p_scope_id);
  update stagedoor.scopes as s
  set name = v_name
  where s.id = p_scope_id and s.name <> v_name;
  return found;
end;
$function$;

comment on function "stagedoor"."rename_scope"(uuid, text) is 'Implementation of public.rename_scope.';

revoke all on function "stagedoor"."rename_scope"(uuid, text) from public;

grant execute
  on function "stagedoor"."rename_scope"(uuid, text)
  to "authenticated", "postgres";
