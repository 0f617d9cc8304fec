-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.find_grant (
  p_grant_type text,
  p_grant_key  text,
  p_scope_id   uuid
)
  returns uuid
  language plpgsql
  stable
  security definer
  set search_path to ''
  AS $function$
-- Reads roles of the tenant, of which a request sees its own part only.
declare
  v_grant_id pg_catalog.uuid;
begin
  if p_grant_type = 'role' then
    select r.id into v_grant_id
    from stagedoor.scopes as s
    join stagedoor.permission_roles as r
      on r.role_key = p_grant_key
      and r.deleted_at is null
      and (r.scope_id is null or r.scope_id = any (s.path))
    where s.id = p_scope_id
    -- The nearest definition of a key is the one that is meant.
    order by array_position(s.path, r.scope_id) desc nulls last
    limit 1;
  elsif p_grant_type = 'permission' then
    select p.id into v_grant_id
    from stagedoor.permissions as p
    where p.permission_key = p_grant_key;
  else
    raise invalid_parameter_value using
      message = 'grant_type is role or permission',
      detail = json_build_object('p_grant_type', p_grant_type);
  end if;

  if v_grant_id is null then
    perform stagedoor.raise_not_found(initcap(p_grant_type));
  end if;
  return v_grant_id;
end;
$function$;

comment on function "stagedoor"."find_grant"(text, text, uuid) is 'The role or permission that a key names at a scope.

Raises 22023 for another grant type, PT404 for a key that is not known there.';

revoke all on function "stagedoor"."find_grant"(text, text, uuid) from public;

grant execute on function "stagedoor"."find_grant"(text, text, uuid) to "postgres";
