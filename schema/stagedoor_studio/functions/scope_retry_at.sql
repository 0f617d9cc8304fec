-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.scope_retry_at (
  p_project_id uuid
)
  returns timestamp with time zone
  language sql
  stable
  security definer
  set search_path to ''
  AS $function$
  -- Reads rate_limits and settings, which no request role may.
  select stagedoor.retry_at(
    'master_code_scope', p_project_id::pg_catalog.text,
    stagedoor.setting_number('secret_max_failures_per_scope', 20), interval '1 hour')
$function$;

comment on function "stagedoor_studio"."scope_retry_at"(uuid) is 'When the code of a studio may be tried again; null while it may.

20 failures in an hour as shipped.';

revoke all on function "stagedoor_studio"."scope_retry_at"(uuid) from public;

grant execute on function "stagedoor_studio"."scope_retry_at"(uuid) to "postgres";
