-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.raise_conflict()
  returns void
  language plpgsql
  stable
  set search_path to ''
  AS $function$
begin
  raise sqlstate 'PT409' using
    message = 'Somebody else changed this at the same moment: try again',
    detail = '{"error_code":"CONFLICT"}';
end;
$function$;

comment on function "stagedoor"."raise_conflict"() is 'Report a lost race as a conflict. Raises PT409, HTTP 409.';

revoke all on function "stagedoor"."raise_conflict"() from public;

grant execute
  on function "stagedoor"."raise_conflict"()
  to "authenticated", "postgres", "service_role";
