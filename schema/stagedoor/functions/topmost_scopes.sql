-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.topmost_scopes (
  p_covered uuid[],
  p_denied  uuid[],
  p_taken   uuid[] default null::uuid[]
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
  return coalesce((
    with open as materialized (
      select s.id, s.project_id
      from stagedoor.scopes as s
      where s.id = any (p_covered)
        and (p_denied is null or not s.path && p_denied)
        and (p_taken is null or not s.path && p_taken)
    )
    select array_agg(o.id)
    from open as o
    -- A department is named only where its project is not.
    where o.id = o.project_id
      or not exists (select from open as p where p.id = o.project_id)
  ), '{}');
end;
$function$;

comment on function "stagedoor"."topmost_scopes"(uuid[], uuid[], uuid[]) is
  'What is covered, less what is denied or taken and all below that.

A department is named only where its project is not.';

revoke all on function "stagedoor"."topmost_scopes"(uuid[], uuid[], uuid[]) from public;

grant execute on function "stagedoor"."topmost_scopes"(uuid[], uuid[], uuid[]) to "postgres";
