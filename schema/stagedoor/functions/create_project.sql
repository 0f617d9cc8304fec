-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.create_project (
  p_organization_id uuid,
  p_name            text,
  p_creator_role    text default null::text
)
  returns uuid
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes scopes and the creator's first access.
declare
  v_name    pg_catalog.text := stagedoor.clean_name(p_name);
  v_user_id pg_catalog.uuid := stagedoor.require_account();
  v_parent  stagedoor.scopes;
  v_scope   stagedoor.scopes;
  v_role_id pg_catalog.uuid;
  v_until   pg_catalog.timestamptz;
  v_has_holder boolean := false;
begin
  perform stagedoor.enforce('project:create', p_organization_id);
  v_role_id := case
    when p_creator_role is null then stagedoor.creator_role('project')
    else stagedoor.find_grant('role', p_creator_role, p_organization_id)
  end;
  perform stagedoor.hold_role(v_role_id);
  if stagedoor.denies_granting(v_role_id) then
    perform stagedoor.lock_trees(array[p_organization_id]);
    v_has_holder := stagedoor.has_grant_holder(p_organization_id);
  end if;
  perform stagedoor.require('project:create', p_organization_id);
  select s.* into v_parent from stagedoor.scopes as s where s.id = p_organization_id;

  insert into stagedoor.scopes (scope_type, parent_id, name)
  values ('project', v_parent.id, v_name)
  returning * into v_scope;

  -- What the creator holds in the organization is what they may hold in the project, and
  -- for as long.
  v_until := stagedoor.power_ends_at('project:create', p_organization_id);
  perform stagedoor.refuse_escalation(v_scope.id, v_role_id, v_user_id, v_until);
  perform stagedoor.give_creator_role(v_user_id, v_scope, v_role_id, v_until);
  -- A role that denies the creator leaves nobody, where they alone can give access above.
  if v_has_holder then
    perform stagedoor.refuse_last_holder_leaving(v_scope.id);
  end if;
  return v_scope.id;
end;
$function$;

comment on function "stagedoor"."create_project"(uuid, text, text) is
  'Implementation of public.create_project.';

revoke all on function "stagedoor"."create_project"(uuid, text, text) from public;

grant execute
  on function "stagedoor"."create_project"(uuid, text, text)
  to "authenticated", "postgres";
