-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.works_in (
  p_user_id    uuid,
  p_project_id uuid
)
  returns boolean
  language sql
  stable
  security definer
  set search_path to ''
  AS $function$
  -- Reads accesses, of which a request sees its own part only.
  select exists (
    select
    from stagedoor.live_accesses as a
    join stagedoor.scopes as at on at.id = a.scope_id
    join stagedoor.scopes as s on s.id = p_project_id
    where a.user_id = p_user_id
      and s.scope_type = 'project'
      and not s.is_archived
      and (a.scope_id = any (s.path) or at.project_id = s.id)
  )
$function$;

comment on function "stagedoor_studio"."works_in"(uuid, uuid) is 'Whether somebody has a live access in a studio, above it or below.

Only they can be elevated there.';

revoke all on function "stagedoor_studio"."works_in"(uuid, uuid) from public;

grant execute on function "stagedoor_studio"."works_in"(uuid, uuid) to "postgres";
