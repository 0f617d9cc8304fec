-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.session_is_alive (
  p_user_id    uuid,
  p_session_id uuid
)
  returns boolean
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  AS $function$
-- Reads auth.sessions, which no request role may.
begin
  -- The session of an app, by the platform's OAuth server, is not the person's own. Auth
  -- schemas without that server have no such column: there alone the name means the null.
  return exists (
    select
    from (values (null::pg_catalog.uuid)) as without_apps (oauth_client_id)
    where exists (
      select
      from auth.sessions as s
      where s.id = p_session_id
        and s.user_id = p_user_id
        and (s.not_after is null or s.not_after > stagedoor.instant())
        and oauth_client_id is null
    )
  );
end;
$function$;

comment on function "stagedoor"."session_is_alive"(uuid, uuid) is 'Whether somebody''s own session is there: not signed out, not over.

False for the session of an app (F131). Only elevation asks for it. An ordinary decision
needs a live account alone.';

revoke all on function "stagedoor"."session_is_alive"(uuid, uuid) from public;

grant execute on function "stagedoor"."session_is_alive"(uuid, uuid) to "postgres";
