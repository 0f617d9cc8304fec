-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.elevate_for (
  p_user_id    uuid,
  p_session_id uuid,
  p_scope_id   uuid,
  p_minutes    integer
)
  returns timestamp with time zone
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes elevations. Called by a definer that has verified a secret, never by a request.
declare
  v_now     pg_catalog.timestamptz := stagedoor.instant();
  v_maximum integer := stagedoor.setting_number('elevation_max_minutes', 60);
  v_ends_at pg_catalog.timestamptz := v_now + make_interval(mins => p_minutes);
begin
  if p_minutes is null or p_minutes not between 1 and v_maximum then
    raise invalid_parameter_value using message =
      format('An elevation lasts from 1 to %s minutes', v_maximum);
  end if;
  if not stagedoor.session_is_alive(p_user_id, p_session_id) then
    raise invalid_parameter_value using
      message = 'An elevation needs a session that is alive';
  end if;

  update stagedoor.elevations as e
  set ended_at = v_now, ended_reason = 'renewed'
  where e.user_id = p_user_id and e.session_id = p_session_id and e.scope_id = p_scope_id
    and e.ended_at is null;

  insert into stagedoor.elevations (user_id, scope_id, session_id, started_at, ends_at)
  values (p_user_id, p_scope_id, p_session_id, v_now, v_ends_at);
  return v_ends_at;
end;
$function$;

comment on function "stagedoor"."elevate_for"(uuid, uuid, uuid, integer) is
  'Open an elevation for one session at one scope; when it ends (F55).

Raises 22023 for a length outside 1 to the setting elevation_max_minutes, or a dead
session.';

revoke all on function "stagedoor"."elevate_for"(uuid, uuid, uuid, integer) from public;

grant execute on function "stagedoor"."elevate_for"(uuid, uuid, uuid, integer) to "postgres";
