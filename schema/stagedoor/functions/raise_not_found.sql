-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.raise_not_found (
  p_what text
)
  returns void
  language plpgsql
  stable
  set search_path to ''
  AS $function$
begin
  raise sqlstate 'PT404' using
    message = p_what || ' not found',
    detail = '{"error_code":"NOT_FOUND"}';
end;
$function$;

comment on function "stagedoor"."raise_not_found"(text) is 'Refuse what is absent, or what the caller may not know of (F86).

Raises PT404, HTTP 404.';

revoke all on function "stagedoor"."raise_not_found"(text) from public;

grant execute on function "stagedoor"."raise_not_found"(text) to "postgres";
