-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.client_id()
  returns text
  language plpgsql
  stable
  parallel safe
  set search_path to ''
  AS $function$
declare
  v_claims pg_catalog.text := current_setting('request.jwt.claims', true);
begin
  -- Parsed only where the claim may be there, under its name or under an escaped one: every
  -- decision asks.
  if strpos(v_claims, 'client_id') > 0 or strpos(v_claims, '\u') > 0 then
    return coalesce(
      v_claims::pg_catalog.json ->> 'client_id',
      nullif(current_setting('request.jwt.claim.client_id', true), ''));
  end if;
  return nullif(current_setting('request.jwt.claim.client_id', true), '');
end;
$function$;

comment on function "stagedoor"."client_id"() is 'The app that the caller''s token was issued to (F131).

Null for a person''s own. The platform''s OAuth server gives a third-party app or agent a
token with the person''s sub and a client_id. Its OAuth scopes do not limit the database.';

revoke all on function "stagedoor"."client_id"() from public;

grant execute
  on function "stagedoor"."client_id"()
  to "authenticated", "postgres", "service_role";
