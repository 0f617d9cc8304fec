-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_role_includes__refuse_depth()
  returns trigger
  language plpgsql
  set search_path to ''
  AS $function$
-- One level: what a role holds is read from one page. That also rules out cycles.
declare
  v_role     stagedoor.permission_roles;
  v_included stagedoor.permission_roles;
begin
  if exists (
    select from stagedoor.role_includes as i
    where i.permission_role_id = new.included_role_id
      or i.included_role_id = new.permission_role_id
  ) then
    raise check_violation using message = 'A role that includes others cannot be included';
  end if;

  select r.* into v_role
  from stagedoor.permission_roles as r where r.id = new.permission_role_id;
  select r.* into v_included
  from stagedoor.permission_roles as r where r.id = new.included_role_id;
  if v_included.scope_id is not null and not exists (
    select from stagedoor.scopes as s
    where s.id = v_role.scope_id and v_included.scope_id = any (s.path)
  ) then
    raise check_violation using message =
      'A role includes built-in roles and roles of its own scope or one above it';
  end if;
  return null;
end;
$function$;

comment on function "stagedoor"."tg_role_includes__refuse_depth"() is
  'Refuse inclusion deeper than one level or across tenants. Raises 23514.';

revoke all on function "stagedoor"."tg_role_includes__refuse_depth"() from public;

grant execute on function "stagedoor"."tg_role_includes__refuse_depth"() to "postgres";
