-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.is_assigned (
  p_user_id    uuid,
  p_project_id uuid
)
  returns boolean
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan'
  AS $function$
-- Reads user_accesses, of which a request sees its own part only.
begin
  return exists (
    select
    from stagedoor.scopes as s
    join stagedoor.live_accesses as a on a.scope_id = s.id
    where s.project_id = p_project_id
      and a.user_id = p_user_id
      and a.delegated_from is null
  );
end;
$function$;

comment on function "stagedoor"."is_assigned"(uuid, uuid) is 'Whether somebody has a live access of their own in a project (F2).

Or in a department of it. What is delegated to them does not count.';

revoke all on function "stagedoor"."is_assigned"(uuid, uuid) from public;

grant execute on function "stagedoor"."is_assigned"(uuid, uuid) to "postgres";
