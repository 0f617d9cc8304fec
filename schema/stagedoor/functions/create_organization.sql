-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.create_organization (
  p_name text
)
  returns uuid
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes scopes and the creator's first accesses.
declare
  v_name    pg_catalog.text := stagedoor.clean_name(p_name);
  v_user_id pg_catalog.uuid := stagedoor.require_account();
  v_scope   stagedoor.scopes;
begin
  insert into stagedoor.scopes (scope_type, name)
  values ('organization', v_name)
  returning * into v_scope;

  perform stagedoor.give_creator_role(
    v_user_id, v_scope, stagedoor.creator_role('organization'));
  -- Somebody must be able to appoint whom no creator may: by a grant of its own, that can
  -- be taken away on its own.
  perform stagedoor.give_creator_role(
    v_user_id, v_scope, stagedoor.find_grant('permission', 'access:escalate', v_scope.id));
  return v_scope.id;
end;
$function$;

comment on function "stagedoor"."create_organization"(text) is 'Implementation of public.create_organization.';

revoke all on function "stagedoor"."create_organization"(text) from public;

grant execute
  on function "stagedoor"."create_organization"(text)
  to "authenticated", "postgres";
