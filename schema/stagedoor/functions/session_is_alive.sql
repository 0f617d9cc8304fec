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
  return exists (
    select
    from auth.sessions as s
    where s.id = p_session_id
      and s.user_id = p_user_id
      and (s.not_after is null or s.not_after > stagedoor.instant())
  );
end;
$function$;

comment on function "stagedoor"."session_is_alive"(uuid, uuid) is 'Whether somebody''s session is there: neither signed out nor over.

Only elevation asks for it. An ordinary decision needs a live account alone.';

revoke all on function "stagedoor"."session_is_alive"(uuid, uuid) from public;

grant execute on function "stagedoor"."session_is_alive"(uuid, uuid) to "postgres";
