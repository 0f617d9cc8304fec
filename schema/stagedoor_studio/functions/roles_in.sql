-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.roles_in (
  p_grant_id uuid
)
  returns text[]
  language plpgsql
  stable
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan'
  AS $function$
-- Reads roles, of which a request sees its own part only.
begin
  return (
    select coalesce(array_agg(distinct r.role_key), '{}')
    from stagedoor.permission_roles as r
    where r.scope_id is null
      and r.role_key in ('admin', 'assistant', 'artist')
      and r.id in (
        select p_grant_id
        union all
        select i.included_role_id
        from stagedoor.role_includes as i
        where i.permission_role_id = p_grant_id
      )
  );
end;
$function$;

comment on function "stagedoor_studio"."roles_in"(uuid) is 'The studio roles that a grant carries.

Itself, or what a role of a tenant includes.';

revoke all on function "stagedoor_studio"."roles_in"(uuid) from public;

grant execute on function "stagedoor_studio"."roles_in"(uuid) to "postgres";
