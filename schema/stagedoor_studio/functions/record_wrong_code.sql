-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.record_wrong_code (
  p_event       text,
  p_user_id     uuid,
  p_project_id  uuid,
  p_works_there boolean,
  p_retry_at    timestamp with time zone default null::timestamp with time zone,
  p_reason      text                     default null::text
)
  returns void
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Queues events, which no request role may.
begin
  -- What a stranger does is told in the log of the installation, not of the studio.
  perform stagedoor.record_attempt(
    p_event, case when p_works_there then p_project_id end, p_user_id,
    'scopes', p_project_id::pg_catalog.text, p_reason, p_retry_at);
end;
$function$;

comment on function
  "stagedoor_studio"."record_wrong_code"(text, uuid, uuid, boolean, timestamp
  with time zone, text) is 'Record an attempt that was counted. Never raises.';

revoke all
  on function "stagedoor_studio"."record_wrong_code"(text, uuid, uuid, boolean, timestamp
    with time zone, text)
  from public;

grant execute
  on function "stagedoor_studio"."record_wrong_code"(text, uuid, uuid, boolean, timestamp
    with time zone, text)
  to "postgres";
