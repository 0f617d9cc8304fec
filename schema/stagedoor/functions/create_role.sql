-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.create_role (
  p_scope_id    uuid,
  p_role_key    text,
  p_name        text,
  p_description text default ''::text
)
  returns uuid
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes roles, which no request role may.
declare
  v_name    pg_catalog.text := stagedoor.clean_name(p_name);
  v_scope   stagedoor.scopes :=
    (stagedoor.require_scope('role:edit', p_scope_id)).scope;
  v_role_id pg_catalog.uuid;
begin
  if p_role_key is null or p_role_key !~ '^[a-z][a-z0-9_]{0,59}$' then
    raise invalid_parameter_value using
      message =
        'A role key is lower case, digits and underscores, and begins with a letter',
      detail = json_build_object('p_role_key', p_role_key);
  end if;
  -- One key, one meaning along the path.
  if exists (
    select from stagedoor.permission_roles as r
    where r.role_key = p_role_key
      and r.deleted_at is null
      and (r.scope_id is null
        or r.scope_id = any (v_scope.path)
        or r.scope_id in (
          select s.id from stagedoor.scopes as s where s.path @> array[p_scope_id]))
  ) then
    raise unique_violation using
      message = 'There is a role of that key here already',
      detail = json_build_object('p_role_key', p_role_key);
  end if;

  insert into stagedoor.permission_roles (role_key, name, description, scope_id)
  values (p_role_key, v_name, coalesce(p_description, ''), p_scope_id)
  returning id into v_role_id;
  return v_role_id;
end;
$function$;

comment on function "stagedoor"."create_role"(uuid, text, text, text) is
  'Implementation of public.create_role.';

revoke all on function "stagedoor"."create_role"(uuid, text, text, text) from public;

grant execute
  on function "stagedoor"."create_role"(uuid, text, text, text)
  to "authenticated", "postgres";
