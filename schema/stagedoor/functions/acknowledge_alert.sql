-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.acknowledge_alert (
  p_alert_id uuid,
  p_note     text default null::text
)
  returns boolean
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes alerts, which no request role may.
declare
  v_alert stagedoor.alerts;
begin
  select a.* into v_alert from stagedoor.alerts as a where a.id = p_alert_id;
  -- Whoever does not see alerts does not learn whether there is one.
  if not stagedoor.can('audit:view', coalesce(v_alert.scope_id, p_alert_id)) then
    perform stagedoor.raise_not_found('Alert');
  end if;
  perform stagedoor.require('audit:view', v_alert.scope_id);

  update stagedoor.alerts as a
  set acknowledged_at = stagedoor.instant(), acknowledged_by = stagedoor.caller_id(),
      note = p_note
  where a.id = p_alert_id and a.acknowledged_at is null;
  if not found then
    return false;
  end if;
  perform stagedoor.record_event(
    p_event => 'alert.acknowledged', p_scope_id => v_alert.scope_id,
    p_subject_id => v_alert.subject_id, p_object_type => 'alerts',
    p_object_id => p_alert_id::pg_catalog.text, p_reason => p_note);
  return true;
end;
$function$;

comment on function "stagedoor"."acknowledge_alert"(uuid, text) is 'Implementation of public.acknowledge_alert.';

revoke all on function "stagedoor"."acknowledge_alert"(uuid, text) from public;

grant execute
  on function "stagedoor"."acknowledge_alert"(uuid, text)
  to "authenticated", "postgres";
