-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.session_id()
  returns uuid
  language plpgsql
  stable
  parallel safe
  set search_path to ''
  AS $function$
begin
  return (stagedoor.claims() ->> 'session_id')::pg_catalog.uuid;
exception
  -- A token with a session that is no uuid has no session.
  when invalid_text_representation then return null;
end;
$function$;

comment on function "stagedoor"."session_id"() is 'The session of the caller''s token. Null where the token names none.';

revoke all on function "stagedoor"."session_id"() from public;

grant execute on function "stagedoor"."session_id"() to "authenticated", "postgres";
