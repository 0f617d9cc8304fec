-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.request_header (
  p_name text
)
  returns text
  language plpgsql
  stable
  parallel safe
  set search_path to ''
  AS $function$
begin
  return nullif(current_setting('request.headers', true), '')::pg_catalog.json ->> p_name;
end;
$function$;

comment on function "stagedoor"."request_header"(text) is 'One header of the HTTP request, by its lower-case name.

Null outside a request, and where the request has no such header.';

revoke all on function "stagedoor"."request_header"(text) from public;

grant execute on function "stagedoor"."request_header"(text) to "postgres";
