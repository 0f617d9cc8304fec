-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.create_project (
  p_organization_id uuid,
  p_name            text,
  p_creator_role    text default 'producer'::text
)
  returns uuid
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes scopes and the creator's first access.
declare
  v_name    text := stagedoor.named(p_name);
  v_user_id uuid := stagedoor.require_account();
  v_parent  stagedoor.scopes;
  v_scope   stagedoor.scopes;
  v_role_id uuid;
begin
  perform stagedoor.enforce('project:create', p_organization_id);
  select s.* into v_parent from stagedoor.scopes as s where s.id = p_organization_id;
  v_role_id := stagedoor.find_grant('role', p_creator_role, p_organization_id);

  insert into stagedoor.scopes (scope_type, parent_id, name)
  values ('project', v_parent.id, v_name)
  returning * into v_scope;

  -- What the creator holds in the organization is what they may hold in the project.
  perform stagedoor.refuse_escalation(v_scope.id, v_role_id, v_user_id);
  perform stagedoor.give(v_user_id, v_scope, v_role_id);
  return v_scope.id;
end;
$function$;

comment on function "stagedoor"."create_project"(uuid, text, text) is
  'Guard and work of public.create_project.';

revoke all on function "stagedoor"."create_project"(uuid, text, text) from public;

grant execute
  on function "stagedoor"."create_project"(uuid, text, text)
  to "authenticated", "postgres";
