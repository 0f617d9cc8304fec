-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.user_retry_at (
  p_user_id uuid
)
  returns timestamp with time zone
  language sql
  stable
  security definer
  set search_path to ''
  AS $function$
  -- Reads rate_limits, which no request role may. Failures are counted per person and
  -- studio, so that an admin forgives those in their own studio only; they limit the person
  -- everywhere.
  select recent.failed_at + interval '15 minutes'
  from stagedoor.rate_limits as r
  cross join lateral unnest(r.failed_at) as recent (failed_at)
  where r.kind = 'master_code_user'
    and starts_with(r.subject, p_user_id::pg_catalog.text || ':')
    and recent.failed_at > stagedoor.instant() - interval '15 minutes'
  order by recent.failed_at desc
  offset stagedoor.setting_number('secret_max_failures_per_user', 5) - 1
  limit 1
$function$;

comment on function "stagedoor_studio"."user_retry_at"(uuid) is 'When somebody may try a master code again; null while they may.

5 failures in 15 minutes as shipped.';

revoke all on function "stagedoor_studio"."user_retry_at"(uuid) from public;

grant execute on function "stagedoor_studio"."user_retry_at"(uuid) to "postgres";
