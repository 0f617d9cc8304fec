-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.clear_elevation (
  p_project_id uuid default null::uuid,
  p_user_id    uuid default null::uuid
)
  returns boolean
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes elevations, which no request role may.
declare
  v_caller pg_catalog.uuid := stagedoor.caller_id();
begin
  if v_caller is null then
    perform stagedoor.raise_denied('session', 'sign_in');
  end if;
  -- Giving up one's own is always allowed, to a banned account as well.
  if coalesce(p_user_id, v_caller) <> v_caller then
    perform stagedoor.enforce('access:revoke', p_project_id);
  end if;
  return stagedoor.end_elevations(
    coalesce(p_user_id, v_caller), p_project_id, 'cleared') > 0;
end;
$function$;

comment on function "stagedoor_studio"."clear_elevation"(uuid, uuid) is
  'Implementation of public.clear_elevation.';

revoke all on function "stagedoor_studio"."clear_elevation"(uuid, uuid) from public;

grant execute
  on function "stagedoor_studio"."clear_elevation"(uuid, uuid)
  to "authenticated", "postgres";
