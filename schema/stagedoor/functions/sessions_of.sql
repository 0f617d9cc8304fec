-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.sessions_of (
  p_user_id uuid
)
  returns table (
    session_id   uuid,
    created_at   timestamp with time zone,
    refreshed_at timestamp with time zone,
    aal          text,
    user_agent   text,
    ip           inet
  )
  language sql
  stable
  security definer
  set search_path to ''
  AS $function$
  -- Reads auth.sessions, which no request role may. Asked by definers only.
  select
    s.id, s.created_at, s.refreshed_at at time zone 'UTC', s.aal::pg_catalog.text,
    s.user_agent, s.ip
  from auth.sessions as s
  where s.user_id = p_user_id
    and (s.not_after is null or s.not_after > stagedoor.instant())
$function$;

comment on function "stagedoor"."sessions_of"(uuid) is 'The sessions of somebody that are alive (F92).';

revoke all on function "stagedoor"."sessions_of"(uuid) from public;

grant execute on function "stagedoor"."sessions_of"(uuid) to "postgres";
