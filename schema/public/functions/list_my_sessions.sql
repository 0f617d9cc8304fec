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
  set search_path to ''
  AS $function$
begin
  return query select * from stagedoor.list_my_sessions();
end;
$function$;

comment on function "public"."list_my_sessions"() is 'Where the caller is signed in, newest first (F92).

elevated_until: the latest end of an elevation, or null.';

revoke all on function "public"."list_my_sessions"() from public;

grant execute on function "public"."list_my_sessions"() to "authenticated", "postgres";
