-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.delete_session (
  p_user_id    uuid,
  p_session_id uuid
)
  returns boolean
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Deletes from auth.sessions, which no request role may. Asked by definers only. The
-- refresh tokens of the session go with it, so it cannot be renewed.
begin
  delete from auth.sessions as s where s.id = p_session_id and s.user_id = p_user_id;
  return found;
end;
$function$;

comment on function "stagedoor"."delete_session"(uuid, uuid) is 'End one session of somebody (F92). Returns whether there was one.

The access token of an ended session stays valid until it runs out; elevation ends at
once.';

revoke all on function "stagedoor"."delete_session"(uuid, uuid) from public;

grant execute on function "stagedoor"."delete_session"(uuid, uuid) to "postgres";
