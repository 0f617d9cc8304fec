-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.use_elevation (
  p_permission_key text,
  p_scope_id       uuid,
  p_owner_id       uuid default null::uuid
)
  returns uuid
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Reads what the decision reads; writes window_uses and the queue, which nobody else may.
declare
  v_decision pg_catalog.record;
  v_window   stagedoor.elevations;
begin
  -- Nobody is elevated, nearly always.
  if not exists (
    select
    from stagedoor.elevated_scopes(stagedoor.caller_id(), stagedoor.session_id())
  ) then
    return null;
  end if;

  select d.* into v_decision
  from stagedoor.decide(
    stagedoor.caller_id(), p_permission_key, p_scope_id, p_owner_id,
    stagedoor.session_id(), stagedoor.session_aal()) as d;
  if v_decision.elevation_id is null then
    return null;
  end if;

  select e.* into v_window
  from stagedoor.elevations as e
  where e.id = v_decision.elevation_id;
  perform stagedoor.use_window('elevation', v_window.id, v_window.ends_at);
  perform stagedoor.record_event(
    p_event => 'elevation.used',
    p_scope_id => p_scope_id,
    p_subject_id => v_window.user_id,
    p_object_type => 'permissions',
    p_object_id => p_permission_key,
    p_window_from => v_window.started_at,
    p_window_until => v_window.ends_at,
    p_elevation_id => v_window.id
  );
  return v_window.id;
end;
$function$;

comment on function "stagedoor"."use_elevation"(text, uuid, uuid) is
  'Note that the caller acts by an elevation; its id, or null.

A definer of a part calls it after its guard. The transaction then commits before the
elevation ends or not at all, and the use is an event (F60, F118).';

revoke all on function "stagedoor"."use_elevation"(text, uuid, uuid) from public;

grant execute on function "stagedoor"."use_elevation"(text, uuid, uuid) to "postgres";
