-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.record_attempt (
  p_event        text,
  p_scope_id     uuid,
  p_subject_id   uuid,
  p_object_type  text                     default null::text,
  p_object_id    text                     default null::text,
  p_reason       text                     default null::text,
  p_window_until timestamp with time zone default null::timestamp with time zone
)
  returns boolean
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Queues events, which nobody else may.
begin
  perform stagedoor.record_event(
    p_event => p_event, p_scope_id => p_scope_id, p_subject_id => p_subject_id,
    p_object_type => p_object_type, p_object_id => p_object_id, p_reason => p_reason,
    p_window_until => p_window_until);
  perform stagedoor.settle();
  return true;
exception
  when query_canceled or assert_failure or others then
    raise warning
      'An attempt at a secret was counted and could not be recorded: SQLSTATE %',
      sqlstate;
    return false;
end;
$function$;

comment on function
  "stagedoor"."record_attempt"(text, uuid, uuid, text, text, text, timestamp
  with time zone) is 'Record an attempt that was counted; whether that was possible.

Never raises: a log that cannot be written must not undo the count.';

revoke all
  on function "stagedoor"."record_attempt"(text, uuid, uuid, text, text, text, timestamp
    with time zone)
  from public;

grant execute
  on function "stagedoor"."record_attempt"(text, uuid, uuid, text, text, text, timestamp
    with time zone)
  to "postgres";
