-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.end_session (
  p_session_id uuid
)
  returns boolean
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122035800_api_sessions.sql

revoke all on function "public"."end_session"(uuid) from public;

grant execute on function "public"."end_session"(uuid) to "authenticated", "postgres";
