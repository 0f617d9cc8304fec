-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.today (
  p_project_id uuid
)
  returns date
  language plpgsql
  stable
  security definer
  set search_path to ''
  AS $function$
-- Reads settings, which only few may.
declare
  v_time_zone pg_catalog.text := (
    select s.value #>> '{}'
    from public.studio_settings as s
    where s.project_id = p_project_id and s.key = 'time_zone'
  );
begin
  return (stagedoor.instant() at time zone coalesce(v_time_zone, 'UTC'))::pg_catalog.date;
end;
$function$;

comment on function "stagedoor_studio"."today"(uuid) is 'Which day it is in a studio, by its setting time_zone, else UTC.';

revoke all on function "stagedoor_studio"."today"(uuid) from public;

grant execute on function "stagedoor_studio"."today"(uuid) to "postgres";
