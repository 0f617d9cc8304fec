-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_elevations__record()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Queues events, which nobody else may.
begin
  perform stagedoor.record_event(
    p_event => case
      when tg_op = 'INSERT' then 'elevation.started' else 'elevation.ended' end,
    p_scope_id => new.scope_id,
    p_subject_id => new.user_id,
    p_object_type => 'elevations',
    p_object_id => new.id::pg_catalog.text,
    p_after => jsonb_build_object('session_id', new.session_id),
    p_reason => new.ended_reason,
    p_window_from => new.started_at,
    p_window_until => least(new.ends_at, new.ended_at),
    p_elevation_id => new.id,
    p_alters_access => true
  );
  return null;
end;
$function$;

comment on function "stagedoor"."tg_elevations__record"() is 'Queue elevation.started and elevation.ended (F60).';

revoke all on function "stagedoor"."tg_elevations__record"() from public;

grant execute on function "stagedoor"."tg_elevations__record"() to "postgres";
