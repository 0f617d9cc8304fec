-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.caller_id()
  returns uuid
  language plpgsql
  stable
  parallel safe
  set search_path to ''
  AS $function$
begin
  -- An app that acts with somebody's token is not that person.
  if stagedoor.client_id() is not null then
    return null;
  end if;
  return stagedoor.token_subject();
end;
$function$;

comment on function "stagedoor"."caller_id"() is 'Who asks: the person whose own token it is (F131).

Null for an app''s token. Until a person can allow an app something, a token with a
client_id holds nothing.';

revoke all on function "stagedoor"."caller_id"() from public;

grant execute
  on function "stagedoor"."caller_id"()
  to "authenticated", "postgres", "service_role";
