-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.retry_at (
  p_kind    text,
  p_subject text,
  p_limit   integer,
  p_window  interval
)
  returns timestamp with time zone
  language sql
  stable
  security definer
  set search_path to ''
  AS $function$
  -- Reads rate_limits, which no request role may.
  select recent.failed_at + p_window
  from stagedoor.rate_limits as r
  cross join lateral unnest(r.failed_at) as recent (failed_at)
  where r.kind = p_kind
    and r.subject = p_subject
    and recent.failed_at > stagedoor.instant() - p_window
  order by recent.failed_at desc
  offset p_limit - 1
  limit 1
$function$;

comment on function "stagedoor"."retry_at"(text, text, integer, interval) is
  'When a subject may try again; null where it may now.

It waits while p_limit failures lie within p_window. The window slides: no boundary lets
twice as many through.';

revoke all on function "stagedoor"."retry_at"(text, text, integer, interval) from public;

grant execute
  on function "stagedoor"."retry_at"(text, text, integer, interval)
  to "postgres";
