-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.tg_studio_settings__check_value()
  returns trigger
  language plpgsql
  set search_path to ''
  AS $function$
-- What definers rely on is checked when it is set, not when a till is closed.
begin
  -- Moved, it would vanish from one studio without a word in its log.
  if tg_op = 'UPDATE'
    and (new.project_id, new.key) is distinct from (old.project_id, old.key)
  then
    raise check_violation using
      message = 'A setting keeps its studio and its key',
      detail = '{"error_code":"SETTING_MOVED"}',
      hint = 'Delete it here and insert it there.';
  end if;
  if new.key = 'time_zone' then
    perform now() at time zone (new.value #>> '{}');
  end if;
  return new;
end;
$function$;

comment on function "stagedoor_studio"."tg_studio_settings__check_value"() is
  'Refuse a time zone that does not exist, and a setting that moves.

Raises 22023, 23514.';

revoke all on function "stagedoor_studio"."tg_studio_settings__check_value"() from public;

grant execute
  on function "stagedoor_studio"."tg_studio_settings__check_value"()
  to "postgres";
