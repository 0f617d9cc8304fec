-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.create_studio (
  p_name            text,
  p_organization_id uuid default null::uuid
)
  returns uuid
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes scopes and the creator's first access: the one role that is given without holding
-- its keys.
declare
  v_name            pg_catalog.text := stagedoor.clean_name(p_name);
  v_user_id         pg_catalog.uuid := stagedoor.require_account();
  v_organization_id pg_catalog.uuid := p_organization_id;
  v_scope           stagedoor.scopes;
  v_until           pg_catalog.timestamptz;
begin
  if v_organization_id is null then
    v_organization_id := stagedoor.create_organization(v_name);
  else
    perform stagedoor.require('project:create', v_organization_id);
    v_until := stagedoor.power_ends_at('project:create', v_organization_id);
  end if;

  insert into stagedoor.scopes (scope_type, parent_id, name)
  values ('project', v_organization_id, v_name)
  returning * into v_scope;
  perform stagedoor.give_creator_role(
    v_user_id, v_scope, stagedoor.built_in_role('admin'), v_until);
  return v_scope.id;
end;
$function$;

comment on function "stagedoor_studio"."create_studio"(text, uuid) is
  'Implementation of public.create_studio.';

revoke all on function "stagedoor_studio"."create_studio"(text, uuid) from public;

grant execute
  on function "stagedoor_studio"."create_studio"(text, uuid)
  to "authenticated", "postgres";
