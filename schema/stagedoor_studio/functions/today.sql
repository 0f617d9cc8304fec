-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.today (
  p_project_id uuid
)
  returns date
  language sql
  stable
  security definer
  set search_path to ''
  AS $function$
  -- Reads settings, which only few may. A zone that does not exist is no zone.
  select (stagedoor.instant() at time zone coalesce(
    (
      select z.name
      from public.studio_settings as s
      join pg_timezone_names as z on z.name = s.value #>> '{}'
      where s.project_id = p_project_id and s.key = 'time_zone'
    ),
    'UTC'
  ))::date
$function$;

comment on function "stagedoor_studio"."today"(uuid) is 'Which day it is in a studio, by its setting time_zone. UTC where there is none.';

revoke all on function "stagedoor_studio"."today"(uuid) from public;

grant execute on function "stagedoor_studio"."today"(uuid) to "postgres";
