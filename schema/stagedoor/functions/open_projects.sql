-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.open_projects (
  p_project_ids      uuid[],
  p_organization_ids uuid[],
  p_has_twice        boolean,
  p_permission_key   text
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
  -- Whether the key counts in archived projects is asked only where one may be.
  if p_organization_ids <> '{}' and stagedoor.counts_when_archived(p_permission_key) then
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
  elsif exists (
    select from stagedoor.scopes as s where s.id = any (p_project_ids) and s.is_archived
  ) and not stagedoor.counts_when_archived(p_permission_key) then
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

comment on function "stagedoor"."open_projects"(uuid[], uuid[], boolean, text) is
  'Projects, and those of organizations, that are not archived, each once.

p_has_twice: a project may stand in the array more than once. Archived ones stay where the
key counts in them.';

revoke all
  on function "stagedoor"."open_projects"(uuid[], uuid[], boolean, text)
  from public;

grant execute
  on function "stagedoor"."open_projects"(uuid[], uuid[], boolean, text)
  to "postgres";
