-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.claims()
  returns jsonb
  language plpgsql
  stable
  parallel safe
  set search_path to ''
  AS $function$
begin
  return nullif(current_setting('request.jwt.claims', true), '')::pg_catalog.jsonb;
end;
$function$;

comment on function "stagedoor"."claims"() is 'The claims of the request''s token, as auth.jwt() reads them.

Functions ask here and not there: see caller_id.';

revoke all on function "stagedoor"."claims"() from public;

grant execute
  on function "stagedoor"."claims"()
  to "authenticated", "postgres", "service_role";
