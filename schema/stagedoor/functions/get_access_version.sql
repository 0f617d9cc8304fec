-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.get_access_version (
  p_scope_id uuid
)
  returns bigint
  language plpgsql
  stable
  security definer
  set search_path to ''
  AS $function$
-- Reads the counters, which no request role may.
declare
  v_path pg_catalog.uuid[];
begin
  if stagedoor.works_at(stagedoor.caller_id(), p_scope_id) then
    select s.path into v_path from stagedoor.scopes as s where s.id = p_scope_id;
  end if;
  return case when v_path is not null then stagedoor.access_version(v_path) end;
end;
$function$;

comment on function "stagedoor"."get_access_version"(uuid) is 'Implementation of public.get_access_version.';

revoke all on function "stagedoor"."get_access_version"(uuid) from public;

grant execute
  on function "stagedoor"."get_access_version"(uuid)
  to "authenticated", "postgres";
