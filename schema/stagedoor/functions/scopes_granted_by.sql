-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.scopes_granted_by (
  p_role_id uuid
)
  returns uuid[]
  language sql
  stable
  security definer
  set search_path to ''
  AS $function$
  -- Reads the accesses of anybody. Only where somebody can give access now may they be
  -- lost.
  select array(
    select distinct a.scope_id
    from stagedoor.user_accesses as a
    join stagedoor.scopes as s on s.id = a.scope_id
    where (a.grant_id = p_role_id or a.grant_id in (
        select i.permission_role_id
        from stagedoor.role_includes as i where i.included_role_id = p_role_id))
      and a.status = 'Active'
      and a.valid_until is null
      and s.scope_type in ('organization', 'project')
      and not s.is_archived
      and stagedoor.has_grant_holder(a.scope_id)
  )
$function$;

comment on function "stagedoor"."scopes_granted_by"(uuid) is 'Where holders of a role could be the last who give access.

Organizations and projects.';

revoke all on function "stagedoor"."scopes_granted_by"(uuid) from public;

grant execute on function "stagedoor"."scopes_granted_by"(uuid) to "postgres";
