-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.count_failure (
  p_kind    text,
  p_subject text,
  p_limit   integer,
  p_window  interval
)
  returns timestamp with time zone
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes rate_limits, which no request role may.
begin
  insert into stagedoor.rate_limits as r (kind, subject, failed_at)
  values (p_kind, p_subject, array[clock_timestamp()])
  on conflict on constraint rate_limits_pkey do update
  set failed_at = array(
    select kept.failed_at
    from unnest(r.failed_at || excluded.failed_at) as kept (failed_at)
    where kept.failed_at > clock_timestamp() - p_window
    order by kept.failed_at desc
    -- The newest p_limit decide; older ones would never be looked at.
    limit p_limit
  );
  return stagedoor.retry_at(p_kind, p_subject, p_limit, p_window);
end;
$function$;

comment on function "stagedoor"."count_failure"(text, text, integer, interval) is
  'Count one failure of a subject; when it may try again, or null.

The caller commits: it returns the refusal and does not raise.';

revoke all
  on function "stagedoor"."count_failure"(text, text, integer, interval)
  from public;

grant execute
  on function "stagedoor"."count_failure"(text, text, integer, interval)
  to "postgres";
