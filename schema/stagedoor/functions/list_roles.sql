-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.list_roles (
  p_scope_id uuid
)
  returns table (
    role_id     uuid,
    role_key    text,
    name        text,
    description text,
    scope_id    uuid,
    is_built_in boolean,
    includes    text[]
  )
  language plpgsql
  stable
  security definer
  set search_path to ''
  AS $function$
-- Reads roles of the tenant after asking whether the caller is a member.
declare
  v_path pg_catalog.uuid[];
begin
  perform stagedoor.refuse_client();
  if not stagedoor.account_is_live(stagedoor.caller_id()) then
    return;
  end if;
  -- A scope that one may not know of has the built-in roles, like one that does not exist.
  if stagedoor.works_at(stagedoor.caller_id(), p_scope_id) then
    select s.path into v_path from stagedoor.scopes as s where s.id = p_scope_id;
  end if;

  return query
  select
    r.id, r.role_key, r.name, r.description, r.scope_id, r.scope_id is null,
    array(
      select included.role_key
      from stagedoor.role_includes as i
      join stagedoor.permission_roles as included on included.id = i.included_role_id
      where i.permission_role_id = r.id
      order by included.role_key
    )
  from stagedoor.permission_roles as r
  where r.deleted_at is null and (r.scope_id is null or r.scope_id = any (v_path))
  order by r.scope_id is not null, r.name, r.role_key;
end;
$function$;

comment on function "stagedoor"."list_roles"(uuid) is 'Implementation of public.list_roles.';

revoke all on function "stagedoor"."list_roles"(uuid) from public;

grant execute on function "stagedoor"."list_roles"(uuid) to "authenticated", "postgres";
