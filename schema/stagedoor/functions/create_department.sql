-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.create_department (
  p_project_id uuid,
  p_name       text
)
  returns uuid
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes scopes, which no request role may.
declare
  v_name     pg_catalog.text := stagedoor.clean_name(p_name);
  v_scope_id pg_catalog.uuid;
begin
  perform stagedoor.require_account();
  perform stagedoor.require('project:edit:assigned', p_project_id);

  insert into stagedoor.scopes (scope_type, parent_id, name)
  values ('department', p_project_id, v_name)
  returning id into v_scope_id;
  return v_scope_id;
end;
$function$;

comment on function "stagedoor"."create_department"(uuid, text) is 'Implementation of public.create_department.';

revoke all on function "stagedoor"."create_department"(uuid, text) from public;

grant execute
  on function "stagedoor"."create_department"(uuid, text)
  to "authenticated", "postgres";
