-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.access_version (
  p_path uuid[]
)
  returns bigint
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan'
  AS $function$
-- Reads the counters, which no request role may.
begin
  return (select i.version from stagedoor.installation_version as i)
    + coalesce((
      select sum(v.version)
      from stagedoor.scope_versions as v
      where v.scope_id = any (p_path)
    ), 0)::bigint;
end;
$function$;

comment on function "stagedoor"."access_version"(uuid[]) is 'The version along a path of scopes.

The sum of its counters and that of the installation.';

revoke all on function "stagedoor"."access_version"(uuid[]) from public;

grant execute on function "stagedoor"."access_version"(uuid[]) to "postgres";
