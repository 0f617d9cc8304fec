-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.instant()
  returns timestamp with time zone
  language plpgsql
  stable
  parallel safe
  set search_path to ''
  AS $function$
begin
  return statement_timestamp();
end;
$function$;

comment on function "stagedoor"."instant"() is 'The moment at which a decision is taken: the start of the statement.

Every window is compared with it when it is read (F19). Checks at commit use
clock_timestamp() instead. The test kit replaces this function inside a transaction that it
rolls back; production has no clock that can be set.';

revoke all on function "stagedoor"."instant"() from public;

grant execute
  on function "stagedoor"."instant"()
  to "authenticated", "postgres", "service_role";
