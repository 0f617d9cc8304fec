-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.refusal (
  p_status   text,
  p_reason   text,
  p_retry_at timestamp with time zone default null::timestamp with time zone
)
  returns jsonb
  language plpgsql
  set search_path to ''
  AS $function$
begin
  perform set_config('response.status', p_status, true);
  return jsonb_build_object(
    'ok', false,
    'reason', p_reason,
    'retry_after', greatest(
      case when p_retry_at is not null then 1 end,
      ceil(extract(epoch from p_retry_at - clock_timestamp()))::integer)
  );
end;
$function$;

comment on function "stagedoor_studio"."refusal"(text, text, timestamp
  with time zone) is 'The outcome of an attempt that failed, and the HTTP status of it.

retry_after is in seconds.';

revoke all
  on function "stagedoor_studio"."refusal"(text, text, timestamp with time zone)
  from public;

grant execute
  on function "stagedoor_studio"."refusal"(text, text, timestamp with time zone)
  to "postgres";
