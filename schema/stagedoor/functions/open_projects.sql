-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.open_projects (
  p_project_ids      uuid[],
  p_organization_ids uuid[],
  p_has_twice        boolean,
  p_is_closed_too    boolean
)
  returns uuid[]
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan'
  AS $function$
-- Reads scopes, of which a request sees its own part only.
begin
  if p_organization_ids <> '{}' and p_is_closed_too then
    return array(
      select s.id from stagedoor.scopes as s
      where s.organization_id = any (p_organization_ids) and s.scope_type = 'project'
      union
      select unnest(p_project_ids)
    );
  elsif p_organization_ids <> '{}' then
    return array(
      select s.id from stagedoor.scopes as s
      where s.organization_id = any (p_organization_ids)
        and s.scope_type = 'project'
        and not s.is_archived
      union
      select s.id from stagedoor.scopes as s
      where s.id = any (p_project_ids) and not s.is_archived
    );
  elsif not p_is_closed_too and exists (
    select from stagedoor.scopes as s where s.id = any (p_project_ids) and s.is_archived
  ) then
    return array(
      select s.id from stagedoor.scopes as s
      where s.id = any (p_project_ids) and not s.is_archived
    );
  elsif p_has_twice then
    return array(select distinct unnest(p_project_ids));
  end if;
  return p_project_ids;
end;
$function$;

comment on function "stagedoor"."open_projects"(uuid[], uuid[], boolean, boolean) is
  'Projects, and those of organizations, that are not archived, each once.

p_has_twice: a project may stand in the array more than once. p_is_closed_too: archived ones
are wanted too.';

revoke all
  on function "stagedoor"."open_projects"(uuid[], uuid[], boolean, boolean)
  from public;

grant execute
  on function "stagedoor"."open_projects"(uuid[], uuid[], boolean, boolean)
  to "postgres";
