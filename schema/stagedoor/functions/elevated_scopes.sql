-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.elevated_scopes (
  p_user_id    uuid,
  p_session_id uuid
)
  returns table (
    elevation_id uuid,
    scope_id     uuid,
    ends_at      timestamp with time zone
  )
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan'
  AS $function$
-- Reads elevations and sessions, which no request role may.
declare
  v_now pg_catalog.timestamptz := stagedoor.instant();
begin
  return query
  select e.id, e.scope_id, e.ends_at
  from stagedoor.elevations as e
  where e.user_id = p_user_id
    and e.session_id = p_session_id
    and e.ended_at is null
    and e.started_at <= v_now
    and e.ends_at > v_now
    and stagedoor.session_is_alive(p_user_id, p_session_id);
end;
$function$;

comment on function "stagedoor"."elevated_scopes"(uuid, uuid) is 'Where somebody is elevated, in a session that is alive (F55).

An elevation counts at its scope and below.';

revoke all on function "stagedoor"."elevated_scopes"(uuid, uuid) from public;

grant execute on function "stagedoor"."elevated_scopes"(uuid, uuid) to "postgres";
