-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.list_my_sessions()
  returns table (
    session_id     uuid,
    created_at     timestamp with time zone,
    refreshed_at   timestamp with time zone,
    aal            text,
    user_agent     text,
    ip             inet,
    is_current     boolean,
    elevated_until timestamp with time zone
  )
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122035800_api_sessions.sql

revoke all on function "public"."list_my_sessions"() from public;

grant execute on function "public"."list_my_sessions"() to "authenticated", "postgres";
