-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.alert_lockout (
  p_user_id    uuid,
  p_project_id uuid,
  p_retry_at   timestamp with time zone
)
  returns void
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes alerts, which no request role may.
begin
  perform stagedoor.raise_alert(p_project_id, 'secret_lockout', p_user_id,
    jsonb_build_object('secret', 'MASTER_CODE', 'until', p_retry_at));
  perform stagedoor.settle();
exception
  -- An alert that cannot be raised leaves the count and the events of the attempt alone.
  when query_canceled or assert_failure or others then
    raise warning 'The alert of a lockout could not be raised: SQLSTATE %', sqlstate;
end;
$function$;

comment on function "stagedoor_studio"."alert_lockout"(uuid, uuid, timestamp
  with time zone) is 'Tell a studio that somebody is locked out (F89). Never raises.';

revoke all
  on function "stagedoor_studio"."alert_lockout"(uuid, uuid, timestamp with time zone)
  from public;

grant execute
  on function "stagedoor_studio"."alert_lockout"(uuid, uuid, timestamp with time zone)
  to "postgres";
