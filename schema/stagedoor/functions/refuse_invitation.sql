-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.refuse_invitation (
  p_status   integer,
  p_reason   text,
  p_retry_at timestamp with time zone default null::timestamp with time zone
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes the attempt down, which nobody else may.
begin
  -- Whoever is locked out writes no more: they could otherwise make the log grow for ever.
  if p_status <> 429 then
    perform stagedoor.record_attempt(
      'invitation.refused', null, stagedoor.caller_id(), p_reason => p_reason);
  end if;
  perform stagedoor.set_status(p_status);
  return jsonb_strip_nulls(jsonb_build_object(
    'ok', false, 'reason', p_reason, 'retry_after',
    ceil(extract(epoch from p_retry_at - stagedoor.instant()))));
end;
$function$;

comment on function "stagedoor"."refuse_invitation"(integer, text, timestamp
  with time zone) is 'Answer a refused acceptance as an outcome, and record it.';

revoke all
  on function "stagedoor"."refuse_invitation"(integer, text, timestamp with time zone)
  from public;

grant execute
  on function "stagedoor"."refuse_invitation"(integer, text, timestamp with time zone)
  to "postgres";
