-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.tg_studio_settings__check_value()
  returns trigger
  language plpgsql
  set search_path to ''
  AS $function$
-- What definers rely on is checked when it is set, not when a till is closed.
begin
  if new.key = 'time_zone' then
    perform now() at time zone (new.value #>> '{}');
  end if;
  return new;
end;
$function$;

comment on function "stagedoor_studio"."tg_studio_settings__check_value"() is
  'Refuse a time zone that does not exist. Raises 22023.';

revoke all on function "stagedoor_studio"."tg_studio_settings__check_value"() from public;

grant execute
  on function "stagedoor_studio"."tg_studio_settings__check_value"()
  to "postgres";
